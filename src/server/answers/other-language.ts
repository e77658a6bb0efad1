import type { GenerationEvent } from "#shared/generation.ts";
import { findBetterLanguage } from "#shared/languages/better-language.ts";
import { languageOf } from "#shared/languages/language-tags.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";

/**
 * Says that a text is in another learning language. Not if that is the learner's own language, in which explanations are written: a learner
 * who asks in Chinese about Japanese does not want to learn Chinese.
 */
export function noticeOtherLanguage(
  text: string,
  language: LearningLanguage,
  explanationLanguage: string,
): GenerationEvent[] {
  const better = findBetterLanguage(text, language);
  const own = languageOf(explanationLanguage);
  const isOwn = better !== null && languageOf(better) === own && languageOf(language) !== own;
  return better === null || isOwn ? [] : [{ type: "notice", notice: { code: "better_language", language: better } }];
}
