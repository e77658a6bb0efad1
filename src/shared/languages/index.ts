import { chinese, traditionalChinese } from "./chinese.ts";
import { japanese } from "./japanese.ts";
import { korean } from "./korean.ts";
import type { LanguageDescriptor, LearningLanguage } from "./types.ts";

export const languages: Record<LearningLanguage, LanguageDescriptor> = {
  ja: japanese,
  "zh-Hans": chinese,
  "zh-Hant": traditionalChinese,
  ko: korean,
};

/** Whether most of the text is in the language's script. `日本に行きたい` → yes; `How do I say 犬?` → no. */
export function isWrittenIn(text: string, code: LearningLanguage): boolean {
  const { script, needs } = languages[code];
  const letters = text.match(/\p{L}/gu) ?? [];
  const own = letters.filter((letter) => script.test(letter)).length;
  return own > 0 && own * 2 > letters.length && (!needs || needs(text));
}

/** The word without a reading that the learner wrote in brackets: 食(た)べる → 食べる. */
export const withoutBrackets = (surface: string, code: LearningLanguage): string => {
  const { bracketedReading } = languages[code];
  return bracketedReading ? surface.replace(bracketedReading, "") : surface;
};
