import type { PartOfSpeech } from "#shared/card.ts";
import { tableLines } from "#shared/table-lines.ts";
import { unique } from "#server/languages/language-analyser.ts";
import table from "./contexts.tsv" with { type: "text" };
import type { PlacedWord } from "./place-words.ts";

/** `sure`: this reading and no other. `usual`: the most likely one, but the reader must decide. */
type Certainty = "sure" | "usual";
type Condition = { isWanted: boolean; where: "after" | "before" | "earlier" | "later"; what: string[] } | "repeated";
export type ContextRow = {
  words: string[];
  /** The reading, and others that are as right: guo, guò. */
  readings: string[];
  conditions: Condition[];
  certainty: Certainty;
  example: string;
};

const certainties: Record<string, Certainty> = { otherwise: "sure", usually: "usual" };

function readWhen(when: string): Pick<ContextRow, "conditions" | "certainty"> {
  const certainty = certainties[when];
  if (certainty) return { conditions: [], certainty };
  return { conditions: when.split("; ").map(readCondition), certainty: "sure" };
}

function readCondition(text: string): Condition {
  if (text === "repeated") return "repeated";
  const [, not, where, what = ""] = /^(not )?(after|before|earlier|later) (.+)$/.exec(text) ?? [];
  if (where !== "after" && where !== "before" && where !== "earlier" && where !== "later")
    throw new Error(`contexts.tsv: ${text}`);
  return { isWanted: not === undefined, where, what: what.split(" ") };
}

/** The rows of `contexts.tsv`, which says how to read them. */
export const contextRows: ContextRow[] = tableLines(table).map((line) => {
  const [words = "", readings = "", when = "", example = ""] = line.split("\t");
  return { words: words.split(","), readings: readings.split("/"), ...readWhen(when), example };
});

const rowsOf = new Map<string, ContextRow[]>();
for (const row of contextRows) for (const word of row.words) rowsOf.set(word, [...(rowsOf.get(word) ?? []), row]);

/** The readings that the table gives a word at its place, most likely first; null if the table does not have it. `word` can stand for the one at that place. */
export function readInContext(
  words: readonly PlacedWord[],
  index: number,
  word = words[index],
): { readings: string[]; isOpen: boolean } | null {
  const rows = word && (rowsOf.get(word.surface) ?? rowsOf.get(word.simple));
  if (!word || !rows) return null;
  const around = clauseAround(words, index);
  const row = rows.find(({ conditions }) => conditions.every((condition) => holds(condition, word, around)));
  if (!row) return { readings: unique(rows.flatMap(({ readings }) => readings)), isOpen: true };
  if (row.certainty === "sure") return { readings: row.readings, isOpen: false };
  return { readings: unique([row, ...rows].flatMap(({ readings }) => readings)), isOpen: true };
}

type Around = { left: string; right: string; before: PlacedWord | undefined; after: PlacedWord | undefined };

/** The text on both sides up to the next punctuation, in simplified characters. */
function clauseAround(words: readonly PlacedWord[], index: number): Around {
  let from = index;
  while (from > 0 && index - from < reach && words[from - 1]?.end === words[from]?.start) from--;
  let to = index;
  while (to - index < reach && words[to + 1]?.start === words[to]?.end) to++;
  const text = (start: number, end: number) =>
    words
      .slice(start, end)
      .map(({ simple }) => simple)
      .join("");
  return {
    left: text(from, index),
    right: text(index + 1, to + 1),
    before: from < index ? words[index - 1] : undefined,
    after: to > index ? words[index + 1] : undefined,
  };
}

/** How many words of the clause are looked at on each side. */
const reach = 12;

function holds(condition: Condition, word: PlacedWord, around: Around): boolean {
  if (condition === "repeated") return word.kind === "repeated";
  const { where, what, isWanted } = condition;
  return what.some((item) => isThere(item, where, around)) === isWanted;
}

const kinds: Record<string, PartOfSpeech> = {
  VERB: "verb",
  ADJECTIVE: "adjective",
  ADVERB: "adverb",
  NOUN: "noun",
  PRONOUN: "pronoun",
  NUMBER: "numeral",
  COUNTER: "counter",
};

function isThere(
  item: string,
  where: "after" | "before" | "earlier" | "later",
  { left, right, before, after }: Around,
) {
  if (item === "START") return left === "";
  if (item === "END") return right === "";
  if (item === "NAME") return (where === "after" ? before : after)?.parts[0] === "name";
  const kind = kinds[item];
  if (kind) return (where === "after" ? before : after)?.parts.includes(kind) ?? false;
  if (where === "after") return left.endsWith(item);
  if (where === "before") return right.startsWith(item);
  return where === "earlier" ? left.includes(item) : right.includes(item);
}
