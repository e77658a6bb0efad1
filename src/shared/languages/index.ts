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
  if (!script.test(text)) return false; // before the expressions below, which are slow the first time
  const letters = withoutForeignNames(text, code).match(/\p{L}/gu) ?? [];
  const own = letters.filter((letter) => script.test(letter)).length;
  return own > 0 && own * 2 > letters.length && (!needs || needs(text));
}

const address = /https?:\/\/[!-~]+|<\/?[a-z][^<>]*>/gi;
const latinLetter = /\p{sc=Latin}/u;
const latinWord = String.raw`(?<![\p{sc=Latin}\p{N}.'&-])\p{sc=Latin}[\p{sc=Latin}\p{N}.'&-]*`;

/** No part of a name is longer. Without a limit, a long run of letters takes its length squared. */
const longestName = 40;

/** Without what stands in a text of any language: addresses, tags, and names beside a letter of the language, without a space: `iPhoneを買いました`. */
function withoutForeignNames(text: string, code: LearningLanguage): string {
  if (!latinLetter.test(text)) return text;
  return text.replace(address, " ").replace((foreignNames[code] ??= toForeignNames(languages[code])), " ");
}

// a long text asks for each of its sentences, so each is created once; the first visit needs at most one
const foreignNames: Partial<Record<LearningLanguage, RegExp>> = {};

function toForeignNames({ script: { source } }: LanguageDescriptor): RegExp {
  const beside = String.raw`(?:\p{Lu}[\p{sc=Latin}.'&-]{0,${longestName}} ){0,3}${latinWord}(?=${source})|(?<=${source})${latinWord}`;
  return new RegExp(beside, "gu");
}

/** The word without a reading that the learner wrote in brackets: 食(た)べる → 食べる. */
export const withoutBrackets = (surface: string, code: LearningLanguage): string => {
  const { bracketedReading } = languages[code];
  return bracketedReading ? surface.replace(bracketedReading, "") : surface;
};
