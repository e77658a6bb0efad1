import type { GenerationEvent } from "#shared/generation.ts";
import { findOtherLanguage } from "#shared/languages/better-language.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";

/** Says that a text is in another learning language. */
export function noticeOtherLanguage(
  text: string,
  language: LearningLanguage,
  explanationLanguage: string,
): GenerationEvent[] {
  const better = findOtherLanguage(text, language, explanationLanguage);
  return better === null ? [] : [{ type: "notice", notice: { code: "better_language", language: better } }];
}
