import type { ReadingOrigin, Word } from "#shared/card.ts";
import { unique } from "#server/languages/language-analyser.ts";

/** The readings of a piece of text. The word is open if more than one of them is common. */
export type Readings = {
  /** Likeliest first. */
  common: string[];
  /** Right too, but never the reason to ask: 私 わたくし. */
  rare: string[];
  origin: ReadingOrigin;
};

export const noReadings: Readings = { common: [], rare: [], origin: "guess" };
export const entry = (common: string[], rare: string[] = []): Readings => ({ common, rare, origin: "entry" });

export const allOf = ({ common, rare }: Readings) => unique([...common, ...rare]);

/** The readings of several pieces, one after another. Empty if one piece has none. */
export function combine(pieces: readonly Readings[], origin: ReadingOrigin): Readings {
  if (pieces.length === 0 || pieces.some(({ common }) => common.length === 0)) return noReadings;
  const common = product(pieces.map((piece) => piece.common));
  return { common, rare: product(pieces.map(allOf)).filter((reading) => !common.includes(reading)), origin };
}

const mostCombinations = 12;

function product(choices: readonly string[][]): string[] {
  return choices.reduce<string[]>(
    (before, readings) => before.flatMap((start) => readings.map((end) => start + end)).slice(0, mostCombinations),
    [""],
  );
}

/** The readings as fields of a word. */
export function toFields(readings: Readings): Pick<Word, "candidates" | "state" | "origin"> {
  const { common, origin } = readings;
  if (common.length === 0) return { candidates: [], state: "none" };
  const state = origin === "guess" ? "guess" : common.length > 1 ? "open" : "known";
  return { candidates: allOf(readings), origin, state };
}
