import type { Encoding } from "#shared/anki/source-values.ts";
import type { SourceNote } from "#server/anki/package/read-notes.ts";

export type OpenSource = {
  kind: "anki" | "table";
  encoding: Encoding | null;
  groups: { id: number; name: string; columns: string[] }[];
  decks: { id: number; name: string }[];
  rows: () => Iterable<SourceNote>;
  /** The text of a cell: fields of a collection are HTML. */
  toText: (cell: string) => string;
  close: () => void;
};
