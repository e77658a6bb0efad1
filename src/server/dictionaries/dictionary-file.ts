import { Database } from "bun:sqlite";
import fs from "node:fs";
import { z } from "zod";
import { partsOfSpeech } from "#shared/card.ts";
import type { CharacterEntry, DictionaryInfo, Entry, WordFact } from "./types.ts";
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
  CREATE TABLE fact (spelling TEXT NOT NULL, reading TEXT NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (spelling, kind, reading)) STRICT, WITHOUT ROWID;
  CREATE TABLE character (character TEXT NOT NULL, readings TEXT NOT NULL, meanings TEXT NOT NULL, PRIMARY KEY (character)) STRICT, WITHOUT ROWID;
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
  facts: z.coerce.number(),
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
  find: (form: string, kind: 0 | 1) => Entry[];
  /** Frequencies and pitch accents of a spelling. A fact without a reading belongs to all of its readings. */
  facts: (spelling: string, reading: string | undefined) => WordFact[];
  /** The entry of one kanji or hanzi in a character dictionary. */
  character: (character: string) => CharacterEntry[];
  close: () => void;
};

/** Throws if the file is not a dictionary of this format. */
export function openDictionary(path: string): DictionaryFile {
  const db = new Database(path, { readonly: true });
  const rows = db.query<{ key: string; value: string }, []>("SELECT key, value FROM info").all();
  const info = infoSchema.parse(Object.fromEntries(rows.map(({ key, value }) => [key, value])));
  const find = db.query<Row, [string, number]>(
    `SELECT entry.* FROM form JOIN entry ON entry.id = form.entry WHERE form.form = ? AND form.kind = ? ORDER BY common DESC, id`,
  );
  const facts = db.query<Omit<WordFact, "dictionary"> & { reading: string }, [string]>(
    "SELECT kind, value, reading FROM fact WHERE spelling = ?",
  );
  // files of earlier versions have no such table, but everything else in them works
  const hasCharacters = db.query("SELECT 1 FROM sqlite_master WHERE name = 'character'").get() !== null;
  const characters = hasCharacters
    ? db.query<{ readings: string; meanings: string }, [string]>(
        "SELECT readings, meanings FROM character WHERE character = ?",
      )
    : null;
  return {
    info,
    find: (form, kind) => find.all(foldSpelling(form), kind).map((row) => toEntry(info.id, row)),
    facts: (spelling, reading) =>
      facts
        .all(foldSpelling(spelling))
        .filter((fact) => !fact.reading || !reading || fact.reading === foldSpelling(reading))
        .map((fact) => ({ dictionary: info.id, ...fact })),
    character: (character) =>
      (characters?.all(character) ?? []).map(({ readings, meanings }) => ({
        dictionary: info.id,
        readings: lines(readings),
        meanings: lines(meanings),
      })),
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

/** The contents of a dictionary file: entries, frequencies and pitch accents, characters. */
export type Piece =
  | { entry: Omit<Entry, "dictionary"> }
  | { fact: Omit<WordFact, "dictionary"> & { spelling: string } }
  | { character: Omit<CharacterEntry, "dictionary"> & { character: string } };

/**
 * Writes a dictionary file beside `path` and moves it there when it is complete, so that no reader sees half a dictionary. Returns its info.
 * Calls `about` after all pieces were read, because a file may describe itself at its end. If anything throws, nothing is left behind.
 */
export function writeDictionary(
  path: string,
  pieces: Iterable<Piece>,
  about: () => Omit<DictionaryInfo, "entries" | "facts">,
): DictionaryInfo {
  const draft = `${path}.new`;
  fs.rmSync(draft, { force: true });
  const db = new Database(draft, { create: true });
  try {
    db.run("PRAGMA journal_mode = MEMORY"); // OFF is refused, and a journal in a file would stay when the disk is full
    db.run("PRAGMA synchronous = OFF");
    db.run(schema);
    const info = db.transaction(() => insertAll(db, pieces, about))();
    db.close();
    fs.renameSync(draft, path);
    return info;
  } catch (error) {
    db.close();
    fs.rmSync(draft, { force: true });
    throw error;
  }
}

function insertAll(db: Database, pieces: Iterable<Piece>, about: () => Omit<DictionaryInfo, "entries" | "facts">) {
  const addEntry = db.query("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)");
  const addForm = db.query("INSERT OR IGNORE INTO form VALUES (?, ?, ?)");
  const addFact = db.query("INSERT OR IGNORE INTO fact VALUES (?, ?, ?, ?)");
  const addCharacter = db.query("INSERT OR IGNORE INTO character VALUES (?, ?, ?)");
  const addInfo = db.query("INSERT INTO info VALUES (?, ?)");
  let entries = 0;
  let facts = 0;
  for (const piece of pieces) {
    if ("fact" in piece) {
      const { spelling, reading, kind, value } = piece.fact;
      addFact.run(foldSpelling(spelling), foldSpelling(reading), kind, value);
      facts++;
      continue;
    }
    if ("character" in piece) {
      const { character, readings, meanings } = piece.character;
      addCharacter.run(character, readings.join("\n"), meanings.map(onOneLine).join("\n"));
      entries++;
      continue;
    }
    const { spellings, readings, partsOfSpeech, level, isCommon, meanings } = piece.entry;
    entries++;
    const { lastInsertRowid } = addEntry.run(
      null,
      spellings.join("\n"),
      readings.join("\n"),
      partsOfSpeech.join("\n"),
      level,
      isCommon ? 1 : 0,
      meanings.map(onOneLine).join("\n"),
    );
    for (const spelling of spellings) addForm.run(foldSpelling(spelling), 0, lastInsertRowid);
    for (const reading of readings.filter(isKana)) addForm.run(foldSpelling(reading), 1, lastInsertRowid);
  }
  const info = { ...about(), entries, facts };
  for (const [key, value] of Object.entries(info)) addInfo.run(key, String(value));
  return info;
}

export const isKana = (reading: string) => /^[\p{sc=Hiragana}\p{sc=Katakana}ー・]+$/u.test(reading);
const onOneLine = (text: string) => text.replace(/\s+/g, " ").trim();
