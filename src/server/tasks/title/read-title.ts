import { estimateTokens } from "#shared/estimate-tokens.ts";
import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { tableLines } from "#shared/table-lines.ts";
import { ownPart, withoutAside } from "#server/tasks/own-part.ts";
import { plainLine } from "#server/tasks/plain-line.ts";
import labelTable from "./labels.txt" with { type: "text" };
import openingTable from "./openings.txt" with { type: "text" };
import { longestAnswer, titleExamples } from "./prompt.ts";

/** A title that is not in one of the first lines is not one. */
const mostLines = 3;
/** In graphemes. */
const longestTitle = 40;

/** Reads the title in an answer: the first of its first lines that can be one, cleaned. Null if there is none. */
export function readTitle(text: string, language: LearningLanguage): string | null {
  for (const line of shownLines(text).slice(0, mostLines)) {
    const title = toTitle(line, language);
    if (title !== null) return title;
  }
  return null;
}

/** Whether the answer so far decides the title, so that the request can be closed. */
export const isTitleDecided = (text: string, language: LearningLanguage): boolean =>
  readTitle(wholeLines(text), language) !== null ||
  shownLines(wholeLines(text)).length >= mostLines ||
  estimateTokens(text) > longestAnswer;

/** The text without its last line, which may be incomplete. */
export const wholeLines = (text: string): string => text.slice(0, text.lastIndexOf("\n") + 1);

/** The lines with a letter. A code fence and a line of dashes have none that a title could begin with. */
const shownLines = (text: string): string[] =>
  text
    .normalize("NFC")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => /\p{L}/u.test(line) && !line.startsWith("```"));

function toTitle(line: string, language: LearningLanguage): string | null {
  if (/[:：]$/.test(line)) return null; // it announces the title
  const plain = withoutMarks(line);
  if (/\|.*\|/.test(plain)) return null; // a row of a table
  const said = quotedAfterLabel(plain) ?? plain;
  const title = withoutMarks(withoutAside(ownPart(withoutLabel(said), language), language)).replace(/[。．.]+$/u, "");
  if (!canBeTitle(title, language) || isKnown(title, language)) return null;
  return title;
}

/** `{"title": "友達と映画"}` */
const jsonTitle = /^\{?\s*"[^"]*"\s*:\s*"((?:[^"\\]|\\.)*)"\s*,?\s*\}?$/;

/** Without the marks of a format, which may be JSON. */
const withoutMarks = (line: string): string => plainLine(line.replace(jsonTitle, "$1"));

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
  const { script, needs } = languages[language];
  const own = title.match(new RegExp(script.source, "gu"))?.length ?? 0;
  const foreign = title.match(/\p{sc=Latin}[\p{sc=Latin}-]*/gu)?.length ?? 0;
  if (own < 2 || own < foreign * 2 || (needs && !needs(title))) return false;
  const isOneSentence = !/[。！？!?]\s*\p{L}/u.test(title);
  return isOneSentence && !/[:：]$/.test(title) && graphemesIn(title) <= longestTitle;
}

const graphemesIn = (text: string) =>
  [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)].length;

const openings = tableLines(openingTable);

/** A polite opening, a label alone, or the title of an example. */
const isKnown = (title: string, language: LearningLanguage): boolean => {
  const plain = title.replace(/[！!。，、]+$/u, "").toLowerCase();
  return (
    openings.includes(plain) ||
    labels.includes(plain) ||
    titleExamples(language).some((example) => example.title === title)
  );
};
