import type { Database } from "bun:sqlite";
import type { UndoneImport } from "#shared/anki/imports.ts";
import { durably } from "#server/db/open.ts";
import { beginUndo, deleteUntouched, finishUndo } from "#server/db/word-imports.ts";

/** Words in one step, which takes about 10 ms. */
const atOnce = 1_000;

/**
 * Takes an import back: deletes the words that it added, and gives the others their earlier status. Other requests run between its steps. Words that
 * the learner changed since stay as they are.
 */
export function* undoImport(db: Database, id: string): Generator<void, UndoneImport> {
  const now = Date.now();
  durably(db, () => beginUndo(db, id, now));
  let deleted = 0;
  for (let some = atOnce; some === atOnce;) {
    some = durably(db, () => deleteUntouched(db, id, atOnce));
    deleted += some;
    yield;
  }
  const { reset, kept } = durably(db, () => finishUndo(db, id, now));
  return { taken: deleted + reset, kept };
}
