import type { Database } from "bun:sqlite";
import fs from "node:fs";
import { join } from "node:path";
import type { StorageTrouble } from "#shared/storage.ts";
import type { Config } from "./config.ts";
import { setProvider, setProviderSettings } from "./db/llm-settings.ts";
import { moveOldDatabaseAside } from "./db/old-database.ts";
import { openDatabase, openWithoutWriting } from "./db/open.ts";
import { logger } from "./logger.ts";
import { keepLostData } from "./lost-data.ts";
import { makePrivate } from "./private-files.ts";
import { explainStorage, StorageError, storageTroubleOf } from "./system-errors.ts";

export function makeFolder(dataDir: string) {
  try {
    fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    if (!fs.statSync(dataDir).isDirectory()) throw new StorageError("missing", `${dataDir} is not a folder.`);
    fs.accessSync(dataDir, fs.constants.R_OK | fs.constants.X_OK);
  } catch (error) {
    throw explainStorage(error, `The data folder ${dataDir}`, "cannot be created or read");
  }
}

/** `trouble`: why the database cannot be written. */
export type Data = { db: Database; trouble: StorageTrouble | null };

/** Opens the database; on a full or read-only disk, opens it for reading as far as possible. */
export function openData(config: Config): Data {
  const { dataDir } = config;
  const path = join(dataDir, "blossom.db");
  const aside = moveOldDatabaseAside(path);
  if (aside) logger.info(`The data of an older version is kept in ${aside}. Blossom starts with an empty database.`);
  keepLostData(dataDir);
  const seen = whyUnwritable(dataDir) ?? whyUnwritable(path);
  try {
    if (seen !== null) throw seen.error;
    const db = openDatabase(path, config.migrations);
    makePrivate(dataDir);
    if (config.demoUrl !== undefined) chooseDemo(db, config.demoUrl);
    return { db, trouble: null };
  } catch (error) {
    const trouble = storageTroubleOf(error);
    const reason = explainStorage(error, seen?.path ?? path, seen ? "cannot be written" : "cannot be opened");
    if (trouble === null || !startsWith.has(trouble)) throw reason;
    return { db: openUnwritable(path, reason), trouble };
  }
}

/** Blossom starts despite these troubles, so that everything can be read. */
const startsWith = new Set<StorageTrouble>(["full", "read_only", "not_allowed"]);

function openUnwritable(path: string, reason: unknown): Database {
  try {
    const db = openWithoutWriting(path);
    logger.error(`Nothing can be saved. ${reason instanceof Error ? reason.message : ""}`);
    return db;
  } catch (error) {
    throw error instanceof StorageError ? error : reason;
  }
}

/** Asks the system, because SQLite says of a read-only folder only that it cannot open the file. */
function whyUnwritable(path: string): { path: string; error: unknown } | null {
  try {
    if (fs.existsSync(path)) fs.accessSync(path, fs.constants.W_OK);
    return null;
  } catch (error) {
    return { path, error };
  }
}

/** Selects the demo's server, which sends prepared lessons in Ollama's protocol. */
function chooseDemo(db: Database, baseUrl: string) {
  setProvider(db, "ollama", Date.now());
  setProviderSettings(db, "ollama", { baseUrl, chatModel: "gemma3:12b", titleModel: "" }, Date.now());
}
