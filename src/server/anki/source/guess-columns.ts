import type { Columns } from "#shared/anki/source.ts";
import { findBetterLanguage } from "#shared/languages/better-language.ts";
import { isWrittenIn, languages } from "#shared/languages/index.ts";
import { type LearningLanguage, learningLanguages } from "#shared/languages/types.ts";

/**
 * Names of columns, most certain first: those of Lapis, jp-mining-note, Kaishi, Core decks, Yomitan's and asbplayer's usual fields, Anki's own
 * note types, and of word lists. Compared without case, spaces, `-` and `_`.
 */
const names = {
  word: list(
    "expression word lemma vocabularykanji vocab vocabulary targetword term kanji hanzi simplified traditional hangul korean",
    "chinese japanese 単語 单词 單詞 단어 front",
  ),
  reading: list(
    "expressionreading wordreading reading vocabularykana kana pinyin wordfurigana furigana pronunciation hiragana 読み 拼音",
    "발음 expressionfurigana vocabularyfurigana",
  ),
  meaning: list(
    "maindefinition primarydefinition wordmeaning meaning meanings definition definitions gloss glossary vocabularyenglish",
    "english translation 意味 释义 뜻 back",
  ),
  status: ["status"],
  language: ["language"],
};

function list(...lines: string[]): string[] {
  return lines.flatMap((line) => line.split(" "));
}

const fold = (name: string) => name.toLowerCase().replace(/[\s_-]/g, "");

/** The columns by their names, or the word by its letters. Null if no column can be the word. */
export function guessColumns(
  columns: readonly string[],
  samples: readonly (readonly string[])[],
  own: LearningLanguage,
): Columns | null {
  const folded = columns.map(fold);
  const find = (wanted: readonly string[], not: readonly number[]) => {
    for (const name of wanted) {
      const at = folded.indexOf(name);
      if (at >= 0 && !not.includes(at)) return at;
    }
    return null;
  };
  // a list can have both scripts of Chinese
  const named = find(languages[own].hanzi === "traditional" ? ["traditional", ...names.word] : names.word, []);
  const word =
    named !== null && isOfWords(samples, named) ? named : columns.findIndex((_, at) => isOfWords(samples, at));
  if (word < 0) return null;
  const reading = find(names.reading, [word]);
  const taken = [word, ...(reading === null ? [] : [reading])];
  return {
    word,
    reading,
    meaning: find(names.meaning, taken) ?? (columns.length === 2 ? 1 - word : null),
    status: find(names.status, taken),
    language: find(names.language, taken),
  };
}

/** Whether most of the cells are words or short expressions in a language that Blossom teaches. */
function isOfWords(samples: readonly (readonly string[])[], at: number): boolean {
  const cells = samples.map((row) => row[at] ?? "").filter((cell) => cell !== "");
  const words = cells.filter((cell) => cell.length <= 40 && learningLanguages.some((code) => isWrittenIn(cell, code)));
  return words.length * 2 > cells.length;
}

/** Vowels of pinyin: a list of Han letters that has them is Chinese. */
const toneMarks = /[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]/;

/** The language of the words. Han letters alone are those of the learner's own language, if it has them. */
export function guessLanguage(
  samples: readonly (readonly string[])[],
  word: number,
  own: LearningLanguage,
): LearningLanguage | null {
  const words = samples.map((row) => row[word] ?? "").join(" ");
  const all = samples.map((row) => row.join(" ")).join(" ");
  if (!learningLanguages.some((code) => isWrittenIn(words, code))) return null;
  const kana = all.match(/[\p{sc=Hiragana}\p{sc=Katakana}]/gu)?.join("") ?? "";
  const better = findBetterLanguage(words + kana, own);
  if (better !== null) return better;
  const isOwn = isWrittenIn(words, own) && (languages[own].hasTones === true || !toneMarks.test(all));
  if (isOwn) return own;
  return learningLanguages.find((code) => languages[code].hasTones && findBetterLanguage(words, code) === null) ?? null;
}
