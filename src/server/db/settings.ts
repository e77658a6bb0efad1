import type { Database } from "bun:sqlite";
import { z } from "zod";
import { parseJson } from "#shared/parse-json.ts";
import { defaultSettings } from "#shared/default-settings.ts";
import { type Settings, settingsSchema } from "#shared/settings.ts";

/** A value that this version does not know (from another version, or damaged) counts as unset. */
export function getSettings(db: Database): Settings {
  const chosen = getChosen(db);
  const known = Object.entries(settingsSchema.shape).filter(([key, schema]) => schema.safeParse(chosen[key]).success);
  return settingsSchema.parse({ ...defaultSettings, ...Object.fromEntries(known.map(([key]) => [key, chosen[key]])) });
}

/** The values that were set. All others follow the defaults, even if a later version changes those. */
function getChosen(db: Database): Record<string, unknown> {
  const row = db.query<{ value: string }, []>("SELECT value FROM settings WHERE id = 1").get();
  return z.record(z.string(), z.unknown()).safeParse(parseJson(row?.value ?? "")).data ?? {};
}

/** Keeps unknown values for the version that knows them. Replaces settings that cannot be read at all. */
export function updateSettings(db: Database, changes: Partial<Settings>): Settings {
  db.query("INSERT INTO settings (id, value) VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET value = ?1").run(
    JSON.stringify({ ...getChosen(db), ...changes }),
  );
  return getSettings(db);
}
