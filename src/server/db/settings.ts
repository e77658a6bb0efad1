import type { Database } from "bun:sqlite";
import { z } from "zod";
import { parseJson } from "#shared/parse-json.ts";
import { defaultSettings, presetLearningLanguage } from "#shared/default-settings.ts";
import type { InterfaceLanguage } from "#shared/interface-languages.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { type Settings, settingsSchema } from "#shared/settings.ts";

/** The settings for a browser whose first known language is `browser`. */
export function getSettings(db: Database, browser: InterfaceLanguage = "en"): Settings {
  const known = getKnown(db);
  const settings = settingsSchema.parse({ ...defaultSettings, ...known });
  if ("learningLanguage" in known) return settings;
  return { ...settings, learningLanguage: presetLearningLanguage(settings.interfaceLanguage ?? browser) };
}

/** A value that this version does not know (from another version, or damaged) counts as unset. */
function getKnown(db: Database): Record<string, unknown> {
  const chosen = getChosen(db);
  const known = Object.entries(settingsSchema.shape).filter(([key, schema]) => schema.safeParse(chosen[key]).success);
  return Object.fromEntries(known.map(([key]) => [key, chosen[key]]));
}

/** The values that were set. All others follow the defaults, even if a later version changes those. */
function getChosen(db: Database): Record<string, unknown> {
  const row = db.query<{ value: string }, []>("SELECT value FROM settings WHERE id = 1").get();
  return z.record(z.string(), z.unknown()).safeParse(parseJson(row?.value ?? "")).data ?? {};
}

/** Keeps unknown values for the version that knows them. Replaces settings that cannot be read at all. */
export function updateSettings(db: Database, changes: Partial<Settings>): void {
  db.query("INSERT INTO settings (id, value) VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET value = ?1").run(
    JSON.stringify({ ...getChosen(db), ...changes }),
  );
}

/** The first message decides what the learner learns, unless they have chosen: a later change of the interface language does not. */
export function fixLearningLanguage(db: Database, language: LearningLanguage): void {
  if (!("learningLanguage" in getKnown(db))) updateSettings(db, { learningLanguage: language });
}
