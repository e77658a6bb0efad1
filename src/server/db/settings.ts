import type { Database } from "bun:sqlite";
import { defaultSettings, type Settings, settingsSchema } from "#shared/settings.ts";

export const getSettings = (db: Database): Settings => settingsSchema.parse({ ...defaultSettings, ...chosen(db) });

/** What somebody has set; the rest follows the defaults, also when they change. */
function chosen(db: Database): object {
  const row = db.query<{ value: string }, []>("SELECT value FROM settings WHERE id = 1").get();
  return row ? (JSON.parse(row.value) as object) : {};
}

export function updateSettings(db: Database, changes: Partial<Settings>): Settings {
  db.query("INSERT INTO settings (id, value) VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET value = ?1").run(
    JSON.stringify({ ...chosen(db), ...changes }),
  );
  return getSettings(db);
}
