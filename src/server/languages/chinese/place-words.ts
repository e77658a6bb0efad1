import type { PartOfSpeech } from "#shared/card.ts";
import type { Entry } from "#server/dictionaries/types.ts";
import { unique } from "#server/languages/language-analyser.ts";
import { cutChinese, type Piece } from "./cut.ts";
import type { CedictLookup } from "./cedict-lookup.ts";
import type { WordList } from "./word-list.ts";

/** A word at its place in a text, with what the dictionaries say about it. */
export type PlacedWord = Piece & {
  surface: string;
  /** In simplified characters. */
  simple: string;
  /** The entries for this spelling, most likely first. */
  entries: readonly Entry[];
  /** What the word can be. */
  parts: PartOfSpeech[];
};

export const placeWords = (text: string, words: WordList, lookup: CedictLookup): PlacedWord[] =>
  cutChinese(text, words).map((piece) => placeWord(text, piece, lookup));

export function placeWord(text: string, piece: Piece, lookup: CedictLookup): PlacedWord {
  const surface = text.slice(piece.start, piece.end);
  if (piece.kind === "foreign") return { ...piece, surface, simple: surface, entries: [], parts: partsOf(piece, []) };
  const entries = lookup.find(surface);
  return { ...piece, surface, entries, simple: lookup.toSimple(surface), parts: partsOf(piece, entries) };
}

function partsOf({ kind }: Piece, entries: readonly Entry[]): PartOfSpeech[] {
  if (kind === "name") return ["name"];
  if (kind === "number") return ["numeral"];
  if (kind === "repeated" || kind === "complement") return ["verb"];
  return unique(commonOrAll(entries).flatMap(({ partsOfSpeech }) => partsOfSpeech));
}

/** The common entries for a word; all of them if none is common. */
export function commonOrAll(entries: readonly Entry[]): readonly Entry[] {
  const common = entries.filter(({ isCommon }) => isCommon);
  return common.length > 0 ? common : entries;
}
