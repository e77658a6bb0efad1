import type { Database } from "bun:sqlite";
import { defaultSettings, type Settings, settingsSchema } from "#shared/settings.ts";

export function getSettings(db: Database): Settings {
  const row = db.query<{ value: string }, []>("SELECT value FROM settings WHERE id = 1").get();
  return settingsSchema.parse({ ...defaultSettings, ...(row && (JSON.parse(row.value) as object)) });
}

export function updateSettings(db: Database, changes: Partial<Settings>): Settings {
  const settings = { ...getSettings(db), ...changes };
  db.query("INSERT INTO settings (id, value) VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET value = ?1").run(
    JSON.stringify(settings),
  );
  return settings;
}
