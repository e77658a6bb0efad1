import { Database } from "bun:sqlite";
import fs from "node:fs";
import { z } from "zod";
import { partsOfSpeech } from "#shared/card.ts";
import type { DictionaryInfo, Entry } from "./types.ts";
import { foldSpelling } from "./fold-spelling.ts";

/**
 * A dictionary is one SQLite file that is never changed after it was written. `form` finds an entry by each spelling (kind 0) and by each
 * reading in kana (kind 1). Lists are joined by line breaks.
 */
const schema = `
  CREATE TABLE info (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE entry (
    id INTEGER PRIMARY KEY, spellings TEXT NOT NULL, readings TEXT NOT NULL, parts TEXT NOT NULL,
    level INTEGER, common INTEGER NOT NULL, meanings TEXT NOT NULL
  ) STRICT;
  CREATE TABLE form (form TEXT NOT NULL, kind INTEGER NOT NULL, entry INTEGER NOT NULL, PRIMARY KEY (form, kind, entry)) STRICT, WITHOUT ROWID;
`;

const infoSchema = z.object({
  id: z.string(),
  name: z.string(),
  language: z.enum(["ja", "zh", "ko"]),
  meaningsIn: z.string(),
  licence: z.string(),
  source: z.string(),
  version: z.string(),
  entries: z.coerce.number(),
});
const partSchema = z.enum(partsOfSpeech).catch("other");

type Row = {
  spellings: string;
  readings: string;
  parts: string;
  level: number | null;
  common: number;
  meanings: string;
};

export type DictionaryFile = {
  info: DictionaryInfo;
  /** The entries with this spelling, most common first; with `kind` 1, the entries with this reading in kana. */
  find(form: string, kind: 0 | 1): Entry[];
  close(): void;
};

/** Throws if the file is not a dictionary of this format. */
export function openDictionary(path: string): DictionaryFile {
  const db = new Database(path, { readonly: true });
  const rows = db.query<{ key: string; value: string }, []>("SELECT key, value FROM info").all();
  const info = infoSchema.parse(Object.fromEntries(rows.map(({ key, value }) => [key, value])));
  const find = db.query<Row, [string, number]>(
    `SELECT entry.* FROM form JOIN entry ON entry.id = form.entry WHERE form.form = ? AND form.kind = ? ORDER BY common DESC, id`,
  );
  return {
    info,
    find: (form, kind) => find.all(foldSpelling(form), kind).map((row) => toEntry(info.id, row)),
    close: () => db.close(),
  };
}

const toEntry = (dictionary: string, row: Row): Entry => ({
  dictionary,
  spellings: lines(row.spellings),
  readings: lines(row.readings),
  partsOfSpeech: lines(row.parts).map((part) => partSchema.parse(part)),
  level: row.level,
  isCommon: row.common === 1,
  meanings: lines(row.meanings),
});

const lines = (text: string) => (text === "" ? [] : text.split("\n"));

/** Writes a dictionary file beside `path` and moves it there when it is whole, so that half a dictionary is never seen. Returns its info. */
export function writeDictionary(
  path: string,
  about: Omit<DictionaryInfo, "entries">,
  entries: Iterable<Omit<Entry, "dictionary">>,
): DictionaryInfo {
  const draft = `${path}.new`;
  fs.rmSync(draft, { force: true });
  const db = new Database(draft, { create: true });
  try {
    db.run("PRAGMA journal_mode = OFF");
    db.run("PRAGMA synchronous = OFF");
    db.run(schema);
    const count = db.transaction(() => insertAll(db, about, entries))();
    db.close();
    fs.renameSync(draft, path);
    return { ...about, entries: count };
  } catch (error) {
    db.close();
    fs.rmSync(draft, { force: true });
    throw error;
  }
}

function insertAll(db: Database, about: Omit<DictionaryInfo, "entries">, entries: Iterable<Omit<Entry, "dictionary">>) {
  const addEntry = db.query("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)");
  const addForm = db.query("INSERT OR IGNORE INTO form VALUES (?, ?, ?)");
  const addInfo = db.query("INSERT INTO info VALUES (?, ?)");
  let id = 0;
  for (const { spellings, readings, partsOfSpeech: parts, level, isCommon, meanings } of entries) {
    id++;
    const lists = [spellings, readings, parts].map((list) => list.join("\n"));
    addEntry.run(id, lists[0]!, lists[1]!, lists[2]!, level, isCommon ? 1 : 0, meanings.map(onOneLine).join("\n"));
    for (const spelling of spellings) addForm.run(foldSpelling(spelling), 0, id);
    for (const reading of readings.filter(isKana)) addForm.run(foldSpelling(reading), 1, id);
  }
  for (const [key, value] of Object.entries({ ...about, entries: id })) addInfo.run(key, String(value));
  return id;
}

const isKana = (reading: string) => /^[\p{sc=Hiragana}\p{sc=Katakana}ー・]+$/u.test(reading);
const onOneLine = (text: string) => text.replace(/\s+/g, " ").trim();
