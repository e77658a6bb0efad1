import { parse } from "csv-parse/sync";
import { toPartOfSpeech } from "./part-names.ts";
import { ImportProblem } from "#server/dictionaries/import/problems.ts";
import { type DictionaryContent, type Draft, toDraft } from "./draft.ts";
import { guessLanguage } from "./guess-language.ts";

/** Names that a heading may have for each column. Without headings the order is word, reading, meaning, part of speech, level. */
const columns = {
  word: ["word", "spelling", "expression", "term", "simplified", "kanji", "hanzi", "hangul", "vocabulary", "front"],
  reading: ["reading", "pinyin", "kana", "pronunciation", "furigana"],
  meaning: ["meaning", "meanings", "definition", "definitions", "translation", "english", "gloss", "back"],
  part: ["part of speech", "pos", "part"],
  level: ["level", "hsk", "jlpt", "topik"],
};
type Column = keyof typeof columns;
const order: Column[] = ["word", "reading", "meaning", "part", "level"];

/** A table with commas, semicolons or tabs, with or without headings; two columns are word and meaning. */
export function readCsv(text: string, name: string): DictionaryContent {
  const rows = parseRows(text);
  const headings = rows[0]?.map((cell) => cell.trim().toLowerCase()) ?? [];
  const at = (column: Column) => headings.findIndex((heading) => columns[column].includes(heading));
  const hasHeadings = at("word") >= 0 && at("meaning") >= 0;
  const withoutReading = rows.every((row) => row.filter((cell) => cell.trim() !== "").length <= 2);
  const usual: readonly Column[] = withoutReading ? ["word", "meaning"] : order;
  const find = hasHeadings ? at : (column: Column) => usual.indexOf(column);
  let words = "";

  function* read() {
    for (const row of hasHeadings ? rows.slice(1) : rows) {
      const entry = toEntry((column) => row[find(column)]?.trim() ?? "");
      if (!entry) continue;
      if (words.length < 2_000) words += `${entry.spellings[0]} ${entry.readings[0] ?? ""} `;
      yield { entry };
    }
  }
  return {
    pieces: read(),
    about() {
      const language = guessLanguage(undefined, words);
      if (!language)
        throw new ImportProblem("unknown_language", "the words are not in a language that Blossom teaches");
      return { name, language, meaningsIn: "en", licence: "", source: "", version: "" };
    },
  };
}

function parseRows(text: string): string[][] {
  const first = text.slice(0, text.indexOf("\n") + 1 || text.length);
  const count = (delimiter: string) => first.split(delimiter).length;
  const delimiter = count("\t") > 1 ? "\t" : count(";") > count(",") ? ";" : ",";
  try {
    return parse(text, { delimiter, bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true });
  } catch (error) {
    throw new ImportProblem("damaged", `the table cannot be read: ${String(error)}`);
  }
}

function toEntry(cell: (column: Column) => string): Draft | null {
  const level = toLevel(cell("level"));
  const part = toPartOfSpeech(cell("part"));
  return toDraft({
    spellings: cell("word").split(/[;；,、]/u),
    readings: cell("reading").split(/[;；,、]/u),
    partsOfSpeech: part ? [part] : [],
    level,
    isCommon: false,
    meanings: cell("meaning").split(/\s*;\s*/),
  });
}

/** `HSK 3 → 3`, `TOPIK2 → 2`. The levels of JLPT count down, from N5 for beginners to N1: `N5 → 1`. */
function toLevel(cell: string): number | null {
  const [, jlpt, digit] = /^\s*n\s*([1-5])\b|(\d)/i.exec(cell) ?? [];
  const level = jlpt === undefined ? Number(digit ?? 0) : 6 - Number(jlpt);
  return level >= 1 && level <= 6 ? level : null;
}
