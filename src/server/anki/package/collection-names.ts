import type { Database } from "bun:sqlite";
import { z } from "zod";
import { parseJson } from "#shared/parse-json.ts";
import { FileProblem } from "./file-problem.ts";

export type NoteType = { id: number; name: string; fields: string[] };
export type Deck = { id: number; name: string };

const text = z.string().transform((value) => value.slice(0, 200));
const modelsSchema = z.record(
  z.string(),
  z.object({ name: text, flds: z.array(z.object({ name: text, ord: z.number().optional() })) }),
);
const decksSchema = z.record(z.string(), z.object({ name: text }));

/** Note types with their fields, and decks. Schema 11 keeps them as JSON in one row, later ones in tables. */
export function readNames(db: Database): { noteTypes: NoteType[]; decks: Deck[] } {
  const hasTables = db.query("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'notetypes'").get() !== null;
  return hasTables ? readTables(db) : readJson(db);
}

function readJson(db: Database) {
  const row = db.query<{ models: unknown; decks: unknown }, []>("SELECT models, decks FROM col").get();
  const models = modelsSchema.safeParse(parseJson(String(row?.models)));
  const decks = decksSchema.safeParse(parseJson(String(row?.decks)));
  if (!models.success || !decks.success) throw new FileProblem("damaged", "the note types cannot be read");
  return {
    noteTypes: Object.entries(models.data).map(([id, { name, flds }]) => ({
      id: Number(id),
      name,
      fields: flds.toSorted((one, other) => (one.ord ?? 0) - (other.ord ?? 0)).map((field) => field.name),
    })),
    decks: Object.entries(decks.data).map(([id, { name }]) => ({ id: Number(id), name })),
  };
}

const namedSchema = z.object({ id: z.number(), name: text });
const fieldSchema = z.object({ ntid: z.number(), ord: z.number(), name: text });

function readTables(db: Database) {
  const rows = <T>(sql: string, schema: z.ZodType<T>) => z.array(schema).safeParse(db.query(sql).all());
  const types = rows("SELECT id, name FROM notetypes", namedSchema);
  const fields = rows("SELECT ntid, ord, name FROM fields", fieldSchema);
  const decks = rows("SELECT id, name FROM decks", namedSchema);
  if (!types.success || !fields.success || !decks.success)
    throw new FileProblem("damaged", "the note types cannot be read");
  const byType = Map.groupBy(fields.data, ({ ntid }) => ntid);
  return {
    noteTypes: types.data.map((type) => ({
      ...type,
      fields: (byType.get(type.id) ?? []).toSorted((one, other) => one.ord - other.ord).map(({ name }) => name),
    })),
    // the levels of a deck's name are separated by this character
    decks: decks.data.map(({ id, name }) => ({
      id,
      name: name.replaceAll("\u001f", "::"),
    })),
  };
}
