import type { Piece } from "#server/dictionaries/dictionary-file.ts";
import { importLimits } from "#server/dictionaries/import/limits.ts";
import type { DictionaryInfo, Entry } from "#server/dictionaries/types.ts";

/** An entry before it is in a dictionary. */
export type Draft = Omit<Entry, "dictionary">;

export type Fact = Extract<Piece, { fact: unknown }>["fact"];

export type CharacterDraft = Extract<Piece, { character: unknown }>["character"];

/** What a file holds: its entries and facts in order. When all were read, `about()` says what the file says about itself. */
export type DictionaryContent = {
  pieces: Iterable<Piece>;
  about: () => Pick<DictionaryInfo, "name" | "language" | "meaningsIn" | "licence" | "source" | "version">;
};

const clean = (texts: readonly string[], most: number) =>
  [...new Set(texts.map((text) => text.replace(/\s+/g, " ").trim()).filter(Boolean))].slice(0, most);

/** A character within the limits; null if it is not one Chinese character, or has neither readings nor meanings. */
export function toCharacterDraft({ character, readings, meanings }: CharacterDraft): CharacterDraft | null {
  const draft = {
    character,
    readings: clean(readings, importLimits.spellings),
    meanings: clean(meanings, importLimits.meanings).map((text) => text.slice(0, importLimits.meaningLength)),
  };
  return /^\p{sc=Han}$/u.test(character) && draft.readings.length + draft.meanings.length > 0 ? draft : null;
}

/** An entry within the limits; null if nothing is left of it. */
export function toDraft(draft: Draft): Draft | null {
  const spellings = clean(draft.spellings, importLimits.spellings);
  const meanings = clean(draft.meanings, importLimits.meanings).map((text) =>
    text.slice(0, importLimits.meaningLength),
  );
  if (spellings.length === 0 || meanings.length === 0) return null;
  const readings = clean(draft.readings, importLimits.spellings);
  return { ...draft, spellings, meanings, readings, partsOfSpeech: [...new Set(draft.partsOfSpeech)] };
}
