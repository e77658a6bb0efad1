import { type CharacterParts, openCharacterParts } from "./character-parts.ts";
import { openReadable } from "./dictionaries.ts";
import type { Dictionaries } from "./types.ts";

/** The dictionaries for requests of the page: the same files that the analyser reads, opened at the first look-up. */
export type Lookup = {
  open(): Dictionaries;
  /** The parts of kanji and hanzi. */
  parts: CharacterParts;
  /** Closes the files. The next look-up opens those that are enabled then. */
  close(): void;
};

/** `paths`: the files that are enabled now. `characterParts`: the table that comes with Blossom. */
export function createLookup(paths: () => readonly string[], characterParts: string): Lookup {
  let opened: Dictionaries | null = null;
  return {
    parts: openCharacterParts(characterParts),
    open: () => (opened ??= openReadable(paths())),
    close() {
      opened?.close();
      opened = null;
    },
  };
}
