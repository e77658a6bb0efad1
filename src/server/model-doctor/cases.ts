import type { LearningLanguage } from "#shared/languages/types.ts";
import { tableLines } from "#shared/table-lines.ts";
import sentenceTable from "./cases/explain.tsv" with { type: "text" };
import learnerTable from "./cases/learner-sentences.tsv" with { type: "text" };
import readingTable from "./cases/readings.tsv" with { type: "text" };
import messageTable from "./cases/messages.tsv" with { type: "text" };

/** A sentence to explain. `readings`: the right reading of each word that has several. */
export type Sentence = {
  text: string;
  before: string[];
  after: string[];
  readings: { surface: string; reading: string }[];
};
/** A learner's sentence. `corrected`: null if it is right. */
export type LearnerSentence = { text: string; corrected: string | null };

/** The rows of a table for one language. The first cell of a row names it. */
const rowsOf = (table: string, language: LearningLanguage): string[][] =>
  tableLines(table)
    .map((line) => line.split("\t"))
    .filter(([code]) => code === language)
    .map(([, ...cells]) => cells);

export const sentencesOf = (language: LearningLanguage): Sentence[] =>
  rowsOf(sentenceTable, language).map(([text = "", before = "", after = "", readings = ""]) => ({
    text,
    before: before === "" ? [] : [before],
    after: after === "" ? [] : [after],
    readings: readReadings(readings),
  }));

/** Sentences with a word that has several readings. The engine's first reading is right as often as in other texts. */
export const readingsOf = (language: LearningLanguage): Sentence[] =>
  rowsOf(readingTable, language).map(([text = "", readings = ""]) => ({
    text,
    before: [],
    after: [],
    readings: readReadings(readings),
  }));

/** `家=いえ 下=した` */
const readReadings = (cell: string): Sentence["readings"] =>
  cell
    .split(" ")
    .filter(Boolean)
    .map((pair) => pair.split("="))
    .map(([surface = "", reading = ""]) => ({ surface, reading }));

export const learnerSentencesOf = (language: LearningLanguage): LearnerSentence[] =>
  rowsOf(learnerTable, language).map(([text = "", corrected = ""]) => ({
    text,
    corrected: corrected === "=" ? null : corrected,
  }));

/** First messages of a conversation. Some are in another language than the learning language. */
export const messagesOf = (language: LearningLanguage): string[] =>
  rowsOf(messageTable, language).map(([message = ""]) => message);
