import type { Database } from "bun:sqlite";
import { z } from "zod";
import { noteSources, ownNoteType } from "#shared/anki/connect-values.ts";
import { parseJson } from "#shared/parse-json.ts";

/** Where AnkiConnect listens unless its settings say otherwise. */
export const usualAnkiUrl = "http://127.0.0.1:8765";

const storedSchema = z.object({
  url: z.string().catch(usualAnkiUrl),
  deck: z.string().catch(""),
  noteType: z.string().catch(ownNoteType),
  mapping: z.record(z.string(), z.enum(noteSources)).catch({}),
  allowRemote: z.boolean().catch(false),
});
export type StoredAnki = z.infer<typeof storedSchema>;

/** A value that this version cannot read counts as unset. */
export function getAnkiSettings(db: Database): StoredAnki {
  const row = db.query<{ value: string }, []>("SELECT value FROM anki_settings WHERE id = 1").get();
  const value = parseJson(row?.value ?? "{}");
  return storedSchema.parse(typeof value === "object" && value !== null ? value : {});
}

export function updateAnkiSettings(db: Database, changes: Partial<StoredAnki>): void {
  db.query("INSERT INTO anki_settings (id, value) VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET value = ?1").run(
    JSON.stringify({ ...getAnkiSettings(db), ...changes }),
  );
}
