import { openReadable } from "./dictionaries.ts";
import type { Dictionaries } from "./types.ts";

/** The dictionaries for requests of the page: the same files that the analyser reads, opened at the first look-up. */
export type Lookup = {
  open(): Dictionaries;
  /** Closes the files. The next look-up opens those that are enabled then. */
  close(): void;
};

/** `paths`: the files that are enabled now. */
export function createLookup(paths: () => readonly string[]): Lookup {
  let opened: Dictionaries | null = null;
  return {
    open: () => (opened ??= openReadable(paths())),
    close() {
      opened?.close();
      opened = null;
    },
  };
}
