import fs from "node:fs/promises";
import { z } from "zod";
import type { NoteState } from "#shared/anki/source-values.ts";
import { matureDays } from "#server/anki/package/read-notes.ts";
import type { NotesFile } from "#server/anki/source/notes-file.ts";
import { type AnkiDeps, askAnki } from "./ask-anki.ts";

const ids = z.array(z.number());
const noteSchema = z.object({
  noteId: z.number().optional(),
  modelName: z.string().optional(),
  fields: z.record(z.string(), z.object({ value: z.string(), order: z.number() })).optional(),
});

/** Notes of one answer: with all their fields they can be large. */
const atOnce = 500;

/** Anki's own searches for how well a note is known. The first that finds a note counts. */
const searches: [NoteState, string][] = [
  ["known", `prop:ivl>=${matureDays}`],
  ["learning", "-is:new"],
  ["suspended", "is:suspended"],
  ["new", ""],
];

/** Writes the notes of decks of a running Anki to a file, in the form of an upload. */
export async function readAnkiNotes(
  deps: AnkiDeps,
  { decks, path }: { decks: readonly string[]; path: string },
  signal: AbortSignal,
): Promise<void> {
  const file: NotesFile = { types: [], decks: [], notes: [] };
  for (const [deckId, deck] of decks.entries()) {
    file.decks.push({ id: deckId, name: deck });
    const states = new Map<number, NoteState>();
    for (const [state, search] of searches) {
      const query = `deck:"${deck.replace(/["\\*_]/g, "\\$&")}" ${search}`;
      for (const id of await askAnki(deps, "findNotes", { query }, ids, signal))
        if (!states.has(id)) states.set(id, state);
    }
    const all = [...states.keys()];
    for (let from = 0; from < all.length; from += atOnce) {
      const notes = all.slice(from, from + atOnce);
      for (const note of await askAnki(deps, "notesInfo", { notes }, z.array(noteSchema), signal)) {
        if (note.noteId === undefined || note.modelName === undefined) continue; // deleted meanwhile
        const fields = Object.entries(note.fields ?? {}).toSorted(([, one], [, other]) => one.order - other.order);
        let type = file.types.findIndex(({ name }) => name === note.modelName);
        if (type < 0) type = file.types.push({ name: note.modelName, fields: fields.map(([name]) => name) }) - 1;
        file.notes.push({
          type,
          deck: deckId,
          state: states.get(note.noteId) ?? "new",
          fields: fields.map(([, { value }]) => value.slice(0, 20_000)),
        });
      }
    }
  }
  await fs.writeFile(path, JSON.stringify(file), { mode: 0o600 });
}
