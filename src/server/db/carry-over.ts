import { Database } from "bun:sqlite";
import { isRecord, parseJson } from "#shared/parse-json.ts";
import type { Settings } from "#shared/settings.ts";

/** What belongs to this computer: where answers come from, and what is installed. An import or a restore never brings or changes it. */
const tables = [
  "llm_settings",
  "llm_provider_settings",
  "llm_model_settings",
  "model_catalog",
  "model_reports",
  "speech_settings",
  "anki_settings",
  "contacts",
  "downloads",
  "dictionaries",
];
/** The same among the settings: what may be contacted, which program is started, how this disk is used. */
const settings: readonly (keyof Settings)[] = [
  "speech",
  "youtube",
  "frameAhead",
  "ytDlpPath",
  "frameBudget",
  "automaticBackups",
];

/** Writes what belongs to this computer into another database, which is to take the place of this one. Tables that are not in it yet come with its upgrade. */
export function carryOver(from: Database, path: string) {
  using to = new Database(path, { strict: true });
  to.run("PRAGMA foreign_keys = ON");
  to.transaction(() => {
    for (const table of tables) copyTable(from, to, table);
    if (hasTable(to, "anki_queue")) to.run("DELETE FROM anki_queue"); // nothing is sent to Anki that nobody asked for here
    const kept = { ...pickOthers(readSettings(to)), ...pickOwn(readSettings(from)) };
    to.query("INSERT OR REPLACE INTO settings (id, value) VALUES (1, ?)").run(JSON.stringify(kept));
  })();
}

const hasTable = (db: Database, name: string) =>
  db.query("SELECT 1 FROM sqlite_schema WHERE name = ?").get(name) !== null;

function copyTable(from: Database, to: Database, table: string) {
  const columnsOf = (db: Database) =>
    db
      .query<{ name: string }, [string]>("SELECT name FROM pragma_table_info(?)")
      .all(table)
      .map(({ name }) => name);
  const known = new Set(columnsOf(from));
  const columns = columnsOf(to).filter((name) => known.has(name));
  if (columns.length === 0) return;
  to.run(`DELETE FROM ${table}`);
  const names = columns.join(", ");
  const insert = to.query(`INSERT INTO ${table} (${names}) VALUES (${columns.map(() => "?").join(", ")})`);
  for (const row of from.query(`SELECT ${names} FROM ${table}`).values()) insert.run(...(row as string[]));
}

type Values = Record<string, unknown>;
const isOwn = (name: string) => settings.some((own) => own === name);
const pickOwn = (values: Values): Values => Object.fromEntries(Object.entries(values).filter(([name]) => isOwn(name)));
const pickOthers = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !isOwn(name)));

function readSettings(db: Database): Values {
  const row = db.query<{ value: string }, []>("SELECT value FROM settings WHERE id = 1").get();
  const values = row ? parseJson(row.value) : {};
  return isRecord(values) ? values : {};
}
