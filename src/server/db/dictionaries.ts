import type { Database } from "bun:sqlite";

/** A dictionary in the learner's order. `file` is its name in the data folder; null for a bundled one. */
export type StoredDictionary = { id: string; file: string | null; isEnabled: boolean };

type Row = { id: string; file: string | null; enabled: number };

export const listStoredDictionaries = (db: Database): StoredDictionary[] =>
  db
    .query<Row, []>("SELECT id, file, enabled FROM dictionaries ORDER BY position")
    .all()
    .map(({ enabled, ...same }) => ({ ...same, isEnabled: enabled === 1 }));

/** Stores the whole list; its order is the learner's. */
export function saveStoredDictionaries(db: Database, dictionaries: readonly StoredDictionary[]) {
  const insert = db.query<unknown, [string, string | null, number, number]>(
    "INSERT INTO dictionaries (id, file, position, enabled) VALUES (?, ?, ?, ?)",
  );
  db.transaction(() => {
    db.run("DELETE FROM dictionaries");
    dictionaries.forEach(({ id, file, isEnabled }, position) => insert.run(id, file, position, isEnabled ? 1 : 0));
  })();
}
