import { tableLines } from "#shared/table-lines.ts";
import commonWords from "./common-words.txt" with { type: "text" };
import cuts from "./cuts.txt" with { type: "text" };
import twoWords from "./two-words.txt" with { type: "text" };

const listed = (table: string) => new Set(tableLines(table).flatMap((line) => line.split(" ")));

const separate = listed(twoWords);
const common = listed(commonWords);
const knownCuts = Map.groupBy(
  tableLines(cuts).map((line) => line.split(" ")),
  (words) => words.join("").charAt(0),
);

/** Whether a word of the dictionary nearly always is two words in a text. */
export const isTwoWords = (spelling: string): boolean => separate.has(spelling);

/** Whether a word is commoner than the counts say. */
export const isUndercounted = (simplified: string): boolean => common.has(simplified);

/** The words of a piece of text whose cut is known, if one begins here. */
export const knownCutAt = (text: string, at: number): string[] | null =>
  knownCuts.get(text.charAt(at))?.find((words) => text.startsWith(words.join(""), at)) ?? null;
