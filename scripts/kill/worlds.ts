import { Database } from "bun:sqlite";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** What a database must have, and what it may have: writes that were asked for and not acknowledged. Words and messages, by their text. */
export type World = { sure: ReadonlySet<string>; maybe: ReadonlySet<string> };

export const emptyWorld: World = { sure: new Set(), maybe: new Set() };

/** The words and the messages in a database. */
export function readItems(path: string): Set<string> {
  using db = new Database(path, { readonly: true });
  const rows = db
    .query<{ text: string }, []>(
      "SELECT lemma AS text FROM words UNION ALL SELECT text FROM messages WHERE text IS NOT NULL",
    )
    .all();
  return new Set(rows.map(({ text }) => text));
}

/** Says what is lost and what should not be there. Null: it is this world. */
export function compare(found: ReadonlySet<string>, { sure, maybe }: World): string | null {
  const lost = [...sure].filter((item) => !found.has(item));
  const more = [...found].filter((item) => !sure.has(item) && !maybe.has(item));
  if (lost.length === 0 && more.length === 0) return null;
  return `${lost.length} of ${sure.size} are lost (${lost[0]}), ${more.length} are too many (${more[0]})`;
}

/** Structure, foreign keys, and the file of each picture. */
export function checkFiles(path: string, picturesIn: string | null): string[] {
  using db = new Database(path, { readonly: true });
  const problems: string[] = [];
  const integrity = JSON.stringify(db.query("PRAGMA integrity_check").all());
  if (integrity !== '[{"integrity_check":"ok"}]') problems.push(`${path}: ${integrity}`);
  if (db.query("PRAGMA foreign_key_check").all().length > 0) problems.push(`${path}: a foreign key leads nowhere`);
  if (picturesIn === null) return problems;
  const images = db.query<{ id: string }, []>("SELECT id FROM images").all();
  for (const { id } of images) {
    const file = join(picturesIn, "images", `${id}.jpg`);
    if (!existsSync(file) || statSync(file).size === 0) problems.push(`${file} is not there`);
  }
  return problems;
}

/** The files of pictures that no row has. */
export function findStrays(dataDir: string): string[] {
  using db = new Database(join(dataDir, "blossom.db"), { readonly: true });
  const rows = db.query<{ id: string }, []>("SELECT id FROM images").all();
  const known = new Set(rows.map(({ id }) => `${id}.jpg`));
  const folder = join(dataDir, "images");
  return existsSync(folder) ? readdirSync(folder).filter((name) => !known.has(name)) : [];
}
