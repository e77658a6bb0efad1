import type { Database } from "bun:sqlite";
import { z } from "zod";
import { parseJson } from "#shared/parse-json.ts";

const voice = z.string().catch("");
const storedSchema = z.object({
  url: z.string().catch(""),
  model: z.string().catch(""),
  voices: z
    .object({ ja: voice, "zh-Hans": voice, "zh-Hant": voice, ko: voice })
    .catch({ ja: "", "zh-Hans": "", "zh-Hant": "", ko: "" }),
  allowRemote: z.boolean().catch(false),
});
export type StoredSpeech = z.infer<typeof storedSchema>;

/** A value that this version cannot read counts as unset. */
export function getSpeechSettings(db: Database): StoredSpeech {
  const row = db.query<{ value: string }, []>("SELECT value FROM speech_settings WHERE id = 1").get();
  const value = parseJson(row?.value ?? "{}");
  return storedSchema.parse(typeof value === "object" && value !== null ? value : {});
}

export function updateSpeechSettings(db: Database, changes: Partial<StoredSpeech>): void {
  db.query("INSERT INTO speech_settings (id, value) VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET value = ?1").run(
    JSON.stringify({ ...getSpeechSettings(db), ...changes }),
  );
}
