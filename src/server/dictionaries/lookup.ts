import { openReadable } from "./dictionaries.ts";
import type { Dictionaries } from "./types.ts";

/** The dictionaries for requests of the page: the same files that the analyser reads, opened at the first look-up. */
export type Lookup = {
  open(): Dictionaries;
  /** Uses other files from the next look-up on. */
  useDictionaries(paths: readonly string[]): void;
  close(): void;
};

export function createLookup(first: readonly string[]): Lookup {
  let paths = first;
  let opened: Dictionaries | null = null;
  const close = () => {
    opened?.close();
    opened = null;
  };
  return {
    open: () => (opened ??= openReadable(paths)),
    useDictionaries(next) {
      close();
      paths = next;
    },
    close,
  };
}
