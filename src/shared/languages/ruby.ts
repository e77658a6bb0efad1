/** A piece of a word and the reading above it; none where it would only repeat the piece. */
export type RubyPiece = { base: string; ruby: string };

/** The reading above the whole word: what is left where it cannot be divided in one way only. */
export const overWhole = (base: string, ruby: string): RubyPiece[] => [{ base, ruby: ruby === base ? "" : ruby }];
