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
    "chinese japanese 単語 表現 語彙 見出し語 言葉 漢字 单词 單詞 词语 詞語 生词 生詞 汉字 漢語 中文 日本語 단어 어휘 낱말 한국어 front",
  ),
  reading: list(
    "expressionreading wordreading reading vocabularykana kana pinyin wordfurigana furigana pronunciation hiragana 読み 拼音",
    "발음 expressionfurigana vocabularyfurigana",
  ),
  meaning: list(
    "maindefinition primarydefinition wordmeaning meaning meanings definition definitions gloss glossary vocabularyenglish",
    "english translation 意味 释义 釋義 意思 뜻 의미 back",
  ),
  status: ["status"],
  language: ["language"],
};

function list(...lines: string[]): string[] {
  return lines.flatMap((line) => line.split(" "));
}

const fold = (name: string) => name.toLowerCase().replace(/[\s_-]/g, "");

/** The columns by their names, or by their letters. Null if no column can be the word. */
export function guessColumns(columns: readonly string[], samples: Samples, own: LearningLanguage): Columns | null {
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
  const language = guessLanguage(samples, word, own);
  const reading = find(names.reading, [word]) ?? (language && findReadings(samples, word, language));
  const taken = [word, ...(reading === null ? [] : [reading])];
  const status = find(names.status, taken);
  const tableLanguage = find(names.language, taken);
  const others = [...taken, ...[status, tableLanguage].filter((at) => at !== null)];
  const meaning =
    find(names.meaning, taken) ??
    (columns.length === 2 && others.length === 1 ? 1 - word : findMeanings(samples, others));
  return { word, reading, meaning, status, language: tableLanguage };
}

type Samples = readonly (readonly string[])[];

/** The share of a column's cells for which this holds, of those that are not empty. */
function shareOf(samples: Samples, at: number, holds: (cell: string) => boolean): number {
  const cells = samples.map((row) => row[at] ?? "").filter((cell) => cell !== "");
  return cells.length === 0 ? 0 : cells.filter(holds).length / cells.length;
}

/** The first column whose cells look like readings, beside words that do not. A short list can begin with headings in another language. */
function findReadings(samples: Samples, word: number, language: LearningLanguage): number | null {
  const share = (at: number) => shareOf(samples, at, (cell) => languages[language].looksLikeReading(cell));
  if (share(word) > 0.5) return null;
  return columnsOf(samples).find((at) => at !== word && share(at) > 0.6) ?? null;
}

/** The first other column with texts in a language that Blossom does not teach: no numbers, and not the same in each row. */
function findMeanings(samples: Samples, others: readonly number[]): number | null {
  const isMeaning = (cell: string) =>
    /\p{L}{2}/u.test(cell) && !learningLanguages.some((code) => isWrittenIn(cell, code));
  const differs = (at: number) => new Set(samples.map((row) => row[at])).size * 2 > samples.length;
  const fits = (at: number) => shareOf(samples, at, isMeaning) > 0.8 && differs(at);
  return columnsOf(samples).find((at) => !others.includes(at) && fits(at)) ?? null;
}

const columnsOf = ([first = []]: Samples) => first.map((_, at) => at);

/** Whether most of the cells are words or short expressions in a language that Blossom teaches. */
const isOfWords = (samples: Samples, at: number): boolean =>
  shareOf(samples, at, (cell) => cell.length <= 40 && learningLanguages.some((code) => isWrittenIn(cell, code))) > 0.5;

/** Vowels of pinyin: a list of Han letters that has them is Chinese. */
const toneMarks = /[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]/;

/** The language of the words. Han letters alone are those of the learner's own language, if it has them. */
export function guessLanguage(samples: Samples, word: number, own: LearningLanguage): LearningLanguage | null {
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
