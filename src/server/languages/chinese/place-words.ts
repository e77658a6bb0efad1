import type { PartOfSpeech } from "#shared/card.ts";
import type { Dictionaries, Entry } from "#server/dictionaries/types.ts";
import { cutChinese, type Piece } from "./cut.ts";
import type { WordList } from "./word-list.ts";

/** A word at its place in a text, with what the dictionaries say about it. */
export type PlacedWord = Piece & {
  surface: string;
  /** In simplified characters. */
  simple: string;
  /** The entries for this spelling, the likeliest first. */
  entries: Entry[];
  /** What the word can be. */
  parts: PartOfSpeech[];
};

export function placeWords(
  text: string,
  words: WordList,
  dictionaries: Dictionaries,
  isTraditional: boolean,
): PlacedWord[] {
  return cutChinese(text, words).map((piece) => placeWord(text, piece, dictionaries, isTraditional));
}

export function placeWord(text: string, piece: Piece, dictionaries: Dictionaries, isTraditional: boolean): PlacedWord {
  const surface = text.slice(piece.start, piece.end);
  const entries = /\p{sc=Han}/u.test(surface) ? findEntries(surface, dictionaries, isTraditional) : [];
  return {
    ...piece,
    surface,
    entries,
    simple: toSimple(surface, dictionaries, entries),
    parts: partsOf(piece, entries),
  };
}

/** The entries that have this spelling in the script of the text; if there are none, those that have it in the other. A dictionary has both scripts. */
export function findEntries(word: string, dictionaries: Dictionaries, isTraditional: boolean): Entry[] {
  const all = dictionaries.find("zh-Hans", word);
  const own = all.filter(({ spellings: [simple, ...others] }) =>
    isTraditional ? others.length === 0 || others.includes(word) : simple === word,
  );
  return own.length > 0 ? own : all;
}

/** 銀行 → 银行. A word that has no entry is put together from its characters. */
export function toSimple(word: string, dictionaries: Dictionaries, entries: readonly Entry[]): string {
  const spelling = (entries.find(({ spellings }) => spellings[0] === word) ?? entries[0])?.spellings[0];
  if (spelling?.length === word.length) return spelling;
  const letters = Array.from(word);
  if (letters.length < 2) return word;
  return letters.map((letter) => toSimple(letter, dictionaries, findEntries(letter, dictionaries, true))).join("");
}

function partsOf({ kind }: Piece, entries: readonly Entry[]): PartOfSpeech[] {
  if (kind === "name") return ["name"];
  if (kind === "number") return ["numeral"];
  if (kind === "repeated" || kind === "complement") return ["verb"];
  return [...new Set(entries.filter(isUsual).flatMap(({ partsOfSpeech }) => partsOfSpeech))];
}

const isUsual = ({ isCommon }: Entry, _: number, all: readonly Entry[]) =>
  isCommon || !all.some((each) => each.isCommon);
