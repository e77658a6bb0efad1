import { estimateTokens } from "#shared/estimate-tokens.ts";
import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { tableLines } from "#shared/table-lines.ts";
import { ownPart, withoutAside } from "#server/tasks/own-part.ts";
import { plainLine } from "#server/tasks/plain-line.ts";
import { wholeLines } from "#server/tasks/whole-lines.ts";
import labelTable from "./labels.txt" with { type: "text" };
import openingTable from "./openings.txt" with { type: "text" };
import { longestAnswer, titleExamples } from "./prompt.ts";

/** A title that is not in one of the first lines is not one. */
const mostLines = 3;
/** In graphemes. */
const longestTitle = 40;
/** In UTF-16 units: a grapheme can have any number of marks. */
const longestStored = 200;
/** A title stands in the beginning of an answer. In UTF-16 units. */
const longestRead = 2_000;

/** Reads the title in an answer: the first line in the learning language, cleaned. Null if there is none, or if it cannot be a title. */
export const readTitle = (text: string, language: LearningLanguage): string | null =>
  findTitle(shownLines(text.slice(0, longestRead)), language) ?? null;

/** Whether the answer so far decides the title, so that the request can be closed. */
export function isTitleDecided(text: string, language: LearningLanguage): boolean {
  if (text.length > longestRead) return true;
  const lines = shownLines(wholeLines(text));
  return findTitle(lines, language) !== undefined || lines.length >= mostLines || estimateTokens(text) > longestAnswer;
}

/** Null: a line decides that there is no title. Undefined: it may still come. */
function findTitle(lines: readonly string[], language: LearningLanguage): string | null | undefined {
  for (const line of lines.slice(0, mostLines)) {
    if (isBeforeTitle(line, language)) continue;
    return toTitle(line, language);
  }
  return undefined;
}

/** The lines with a letter. A code fence and a line of dashes have none that a title could begin with. */
const shownLines = (text: string): string[] =>
  text
    .normalize("NFC")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => /\p{L}/u.test(line) && !line.startsWith("```"));

/** An announcement, a label alone, a polite opening, or a line in another language. Small models write on in any direction after it. */
function isBeforeTitle(line: string, language: LearningLanguage): boolean {
  const plain = withoutMarks(line);
  const words = plain.replace(/[！!。，、.]+$/u, "").toLowerCase();
  if (/[:：]$/.test(plain) || openings.includes(words) || labels.includes(words)) return true;
  return !languages[language].script.test(plain);
}

function toTitle(line: string, language: LearningLanguage): string | null {
  const plain = withoutMarks(line);
  if (/\|.*\|/.test(plain)) return null; // a row of a table
  const said = quotedAfterLabel(plain) ?? plain;
  const part = withoutAside(ownPart(withoutLabel(said), language), language);
  const title = withoutMarks(withoutForeignEnd(part, language)).replace(/[。．.]+$/u, "");
  const isExample = titleExamples(language).some((example) => title.includes(example.title));
  return canBeTitle(title, language) && !isExample ? title : null;
}

/** `カレーの作り方。mendatang → カレーの作り方。` */
function withoutForeignEnd(line: string, language: LearningLanguage): string {
  const [, sentence = "", rest = ""] = /^(.*?[。！？!?])(.+)$/u.exec(line) ?? [];
  return rest !== "" && !languages[language].script.test(rest) ? sentence : line;
}

/** `{"title": "友達と映画"}` */
const jsonTitle = /^\{?\s*"[^"]*"\s*:\s*"((?:[^"\\]|\\.)*)"\s*,?\s*\}?$/;

/** Without the marks of a format, which may be JSON. */
const withoutMarks = (line: string): string => plainLine(line.replace(jsonTitle, "$1"));

const openings = tableLines(openingTable);
const labels = tableLines(labelTable).sort((one, other) => other.length - one.length);
const anyLabel = labels.join("|");
const label = new RegExp(String.raw`^(?:${anyLabel})\s*(?:\*\*)?\s*[:：=－—–-]\s*`, "i");
const labelled = new RegExp(
  String.raw`^[^「『《“"]*(?:${anyLabel})[^「『《“"]*[「『《“"]([^」』》”"]+)[」』》”"][^」』》”"]*$`,
  "i",
);

/** `タイトル：友達と映画 → 友達と映画`; `assistant: title: …` has two. */
function withoutLabel(line: string): string {
  const rest = withoutMarks(line.replace(label, ""));
  return rest === line ? line : withoutLabel(rest);
}

/** `会話のタイトルは「友達と映画」です。 → 友達と映画` */
const quotedAfterLabel = (line: string): string | null => labelled.exec(line)?.[1] ?? null;

/** Whether this is short, one sentence at most, and in the language: a foreign word is allowed for each two letters (`Wi-Fiの使い方`). */
function canBeTitle(title: string, language: LearningLanguage): boolean {
  if (title.length > longestStored) return false;
  const { script, needs } = languages[language];
  const own = title.match(new RegExp(script.source, "gu"))?.length ?? 0;
  const foreign = title.match(/\p{sc=Latin}[\p{sc=Latin}-]*/gu)?.length ?? 0;
  if (own < 2 || own < foreign * 2 || (needs && !needs(title))) return false;
  const isOneSentence = !/[。！？!?]\s*\p{L}/u.test(title);
  return isOneSentence && !/[:：]$/.test(title) && graphemesIn(title) <= longestTitle;
}

const graphemesIn = (text: string) =>
  [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)].length;
