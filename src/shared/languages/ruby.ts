import type { Tone } from "./zhuyin.ts";

/** A piece of a word and the reading above it. `ruby` is empty if it would only repeat the piece. */
export type RubyPiece = { base: string; ruby: string };

/** `tone`: only for a piece that is one Chinese syllable. */
export type ReadingPiece = RubyPiece & { tone?: Tone };

/** Puts the reading above the whole word, for readings that cannot be divided in exactly one way. */
export const overWhole = (base: string, ruby: string): RubyPiece[] => [{ base, ruby: ruby === base ? "" : ruby }];
