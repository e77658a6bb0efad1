import { tableLines } from "#shared/table-lines.ts";
import emptyNotes from "./empty-notes.txt" with { type: "text" };
import labelTable from "./labels.tsv" with { type: "text" };
import parts from "./parts-of-speech.txt" with { type: "text" };
import placeholders from "./placeholders.txt" with { type: "text" };
import refusals from "./refusals.txt" with { type: "text" };
import talk from "./talk.txt" with { type: "text" };

/** What a heading, the head of a column or a JSON key says of the text that belongs to it. If a name has several uses, the first one counts. */
const labels = [
  "translation",
  "note",
  "sentence",
  "meaning",
  "reading",
  "words",
  "part",
  "aside",
  "word",
  "number",
] as const;
export type Label = (typeof labels)[number];

const namesOf = new Map(
  tableLines(labelTable).map((line): [string, Set<string>] => {
    const [kind = "", ...names] = line.split("\t");
    return [kind, new Set(names)];
  }),
);
const partsOfSpeech = new Set(tableLines(parts).flatMap((line) => line.split("\t")));
const [talkAlways = [], talkOfTask = [], taskWords = []] = talk
  .split(/^\[.*\]$/m)
  .slice(1)
  .map((section) => tableLines(section).map(fold));
const refusalLines = tableLines(refusals).map((line) => new RegExp(line, "iu"));
const saysNothing = new Set(tableLines(placeholders));
const saysNothingInSentence = new Set([...saysNothing, ...tableLines(emptyNotes)]);

/** Some labels have several uses: `Japanese` is the sentence above a translation, and the word in a table. */
export const isLabel = (text: string, kind: Label): boolean => namesOf.get(kind)?.has(fold(text)) ?? false;

export const labelOf = (text: string): Label | undefined => labels.find((label) => isLabel(text, label));

export const isPartOfSpeech = (text: string): boolean => partsOfSpeech.has(fold(text));

/** `Sure! Here is …`, `I hope this helps!`: the beginning or the end of a conversation around the answer. */
export function isTalk(line: string): boolean {
  const text = fold(line);
  const begins = (openings: readonly string[]) => openings.some((opening) => text.startsWith(opening));
  return (
    /[:：]$/.test(text) || begins(talkAlways) || (begins(talkOfTask) && taskWords.some((word) => text.includes(word)))
  );
}

/** `I'm sorry, but I can't help with that.` */
export const isRefusal = (line: string): boolean => refusalLines.some((pattern) => pattern.test(line.trim()));

/** A model in a loop counts without saying anything: `1 1 1 1`. */
const hasLetters = (text: string) => /[\p{L}\p{N}]/u.test(text) && !/^(?:\d+[\s.,]+){2,}\d*$/.test(text);

/** `-`, `n/a`, `meaning` */
export const isPlaceholder = (text: string): boolean => !hasLetters(text) || saysNothing.has(fold(text));

/** The same for a translation or a note, where also `なし` says nothing. */
export const isEmptySentence = (text: string): boolean => !/\p{L}/u.test(text) || saysNothingInSentence.has(fold(text));

function fold(text: string): string {
  return text.normalize("NFKC").replaceAll("’", "'").trim().toLowerCase();
}
