import { beginningOf } from "#shared/beginning-of.ts";
import { tableLines } from "#shared/table-lines.ts";
import { chinese } from "./chinese.ts";
import table from "./distinct-characters.txt" with { type: "text" };
import { isWrittenIn, languages } from "./index.ts";
import { languageOf } from "./language-tags.ts";
import type { LearningLanguage } from "./types.ts";

const rows = tableLines(table).map((line): [string, string] => [
  line.slice(0, line.indexOf(":")),
  line.slice(line.indexOf(":") + 2),
]);

/** name → its characters */
const distinct = new Map(rows.map(([name, characters]) => [name, new Set(characters)]));

const share = (text: string, script: RegExp) =>
  (text.match(script)?.length ?? 0) / (text.match(/\p{L}/gu)?.length ?? 1);

/** The beginning of a long text tells its language, too. In UTF-16 units. */
const longestRead = 4_000;

/** The learning language in which the text is written, if it is not this one; null if it is, or if nothing tells. */
export function findBetterLanguage(whole: string, language: LearningLanguage): LearningLanguage | null {
  const text = beginningOf(whole, longestRead);
  if (share(text, /\p{sc=Hangul}/gu) > 0.5) return unless(language, "ko");
  const kana = share(text, /[\p{sc=Hiragana}\p{sc=Katakana}]/gu);
  if (isWrittenIn(text, "ja") && kana >= 0.2) return unless(language, "ja");
  return isWrittenIn(text, "zh-Hans") ? findByCharacters(text, language) : null;
}

/**
 * Whether the engine of this language cannot read the text. Both kinds of Chinese have one. Old characters alone do not make a Japanese name Chinese: 國學院大學.
 */
export function isInOtherLanguage(text: string, language: LearningLanguage): boolean {
  const better = findBetterLanguage(text, language);
  if (better === null || languageOf(better) === languageOf(language)) return false;
  return languages[better].hanzi !== "traditional" || holdsChineseWords(beginningOf(text, longestRead));
}

/**
 * The same for a text of the learner's. Not if that is the learner's own language, in which explanations are written: a learner who asks in Chinese
 * about Japanese does not want to learn Chinese.
 */
export function findOtherLanguage(
  text: string,
  language: LearningLanguage,
  explanationLanguage: string,
): LearningLanguage | null {
  const better = findBetterLanguage(text, language);
  const own = languageOf(explanationLanguage);
  const isOwn = better !== null && languageOf(better) === own && languageOf(language) !== own;
  return isOwn ? null : better;
}

const unless = (language: LearningLanguage, better: LearningLanguage) => (language === better ? null : better);

/** For a text of Chinese characters only. */
function findByCharacters(text: string, language: LearningLanguage): LearningLanguage | null {
  const [simplified, traditional, japanese] = [count(text, "zh-Hans"), count(text, "zh-Hant"), count(text, "ja")];
  if (japanese > simplified + traditional + count(text, "zh")) return unless(language, "ja");
  if (simplified !== traditional) return unless(language, simplified > traditional ? "zh-Hans" : "zh-Hant");
  // Chinese in either script
  return holdsChineseWords(text) && languages[language].script !== chinese.script ? "zh-Hans" : null;
}

const count = (text: string, name: string) =>
  Array.from(text).filter((letter) => distinct.get(name)?.has(letter)).length;

const japaneseWords = new RegExp(rows.find(([name]) => name === "ja-words")![1].replaceAll(" ", "|"), "g");

const holdsChineseWords = (text: string) =>
  count(text, "zh") > 0 || count(text.replace(japaneseWords, ""), "zh-grammar") >= 2;
