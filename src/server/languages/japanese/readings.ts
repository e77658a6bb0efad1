import type { ReadingOrigin, Word } from "#shared/card.ts";
import { joinInAllWays, unique } from "#server/languages/language-analyser.ts";

/** The readings of a piece of text. The word is open if more than one of them is common. */
export type Readings = {
  /** Most likely first. */
  common: string[];
  /** Right too, but never the reason to ask: 私 わたくし. */
  rare: string[];
  origin: ReadingOrigin;
};

export const noReadings: Readings = { common: [], rare: [], origin: "guess" };
export const entry = (common: string[], rare: string[] = []): Readings => ({ common, rare, origin: "entry" });

/** Readings that one of our tables composes. */
export const rule = (common: string[], rare: string[] = []): Readings => ({ common, rare, origin: "rule" });

export const allOf = ({ common, rare }: Readings) => unique([...common, ...rare]);

const maxCombinations = 12;

/** The readings of several pieces, one after another. Empty if one piece has none. */
export function combine(pieces: readonly Readings[], origin: ReadingOrigin): Readings {
  if (pieces.length === 0 || pieces.some(({ common }) => common.length === 0)) return noReadings;
  const common = joinInAllWays(
    pieces.map((piece) => piece.common),
    maxCombinations,
  );
  const all = joinInAllWays(pieces.map(allOf), maxCombinations);
  return { common, rare: all.filter((reading) => !common.includes(reading)), origin };
}

/** The readings as fields of a word. */
export function toFields(readings: Readings): Pick<Word, "candidates" | "state" | "origin"> {
  const { common, origin } = readings;
  if (common.length === 0) return { candidates: [], state: "none" };
  const state = origin === "guess" ? "guess" : common.length > 1 ? "open" : "known";
  return { candidates: allOf(readings), origin, state };
}
