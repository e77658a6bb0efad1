import fs from "node:fs";
import type { NoteState } from "#shared/anki/source-values.ts";
import { toText } from "#server/anki/package/field-html.ts";
import type { OpenSource } from "./types.ts";

/** Notes that came from a running Anki. Blossom writes the file itself. */
export type NotesFile = {
  types: { name: string; fields: string[] }[];
  decks: { id: number; name: string }[];
  notes: { type: number; deck: number; state: NoteState; fields: string[] }[];
};

export function openNotes(path: string): OpenSource {
  const { types, decks, notes } = JSON.parse(fs.readFileSync(path, "utf8")) as NotesFile; // our own read-anki-notes.ts wrote it
  return {
    kind: "anki",
    encoding: null,
    groups: types.map(({ name, fields }, id) => ({ id, name, columns: fields })),
    decks,
    *rows() {
      for (const { type, deck, state, fields } of notes) yield { typeId: type, decks: [deck], fields, state };
    },
    toText,
    close() {},
  };
}
