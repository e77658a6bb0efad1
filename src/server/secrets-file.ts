import fs from "node:fs";
import { dirname, resolve } from "node:path";
import { z } from "zod";
import { parseJson } from "#shared/parse-json.ts";
import type { StorageTrouble } from "#shared/storage.ts";
import { logger } from "./logger.ts";
import { findFreeName } from "./paths.ts";
import { StorageError, storageTroubleOf } from "./system-errors.ts";

/** Each entry is parsed where it is used, so that a bad one does not hide the others. It stays in the file until it is replaced. */
const entries = z.record(z.string(), z.unknown()).default({}).catch({});
const secretsSchema = z.looseObject({ keys: entries, headers: entries });
type StoredSecrets = z.infer<typeof secretsSchema>;
export const nothing: StoredSecrets = { keys: {}, headers: {} };

type SecretsFile = {
  /** Returns the current content, also after somebody edited the file. Null: it cannot be read. */
  read(): StoredSecrets | null;
  /** Why it cannot be read, or null. */
  trouble(): StorageTrouble | null;
  /** Changes the current content. Throws StorageError if the file cannot be read, because writing would lose its keys. */
  write(change: (secrets: StoredSecrets) => StoredSecrets): void;
};

/** The result of a read, and the version of the file that was read. */
type Known = { version: string; secrets: StoredSecrets | null; trouble: StorageTrouble | null };

/**
 * The JSON file of keys and headers. A file that is not a JSON object is moved aside, so that keys can be entered again. Any other failure
 * to read it (another owner, too many open files, a failing disk) may pass, so the file stays and the app runs without its keys.
 */
export function createSecretsFile(path: string): SecretsFile {
  let known: Known | undefined;

  function readNow(): Known {
    const version = versionOf(path);
    if (known?.version === version && known.trouble === null) return known;
    const before = known?.trouble;
    known = { version, ...readSecrets(path, before ?? null) };
    return known;
  }

  return {
    read: () => readNow().secrets,
    trouble: () => readNow().trouble,
    write(change) {
      const { secrets, trouble } = readNow();
      if (secrets === null)
        throw new StorageError(trouble ?? "disk_error", "secrets.json cannot be read, so it is not overwritten.");
      writeSecrets(path, change(secrets));
      known = undefined;
    },
  };
}

/** Changes with the file, so that a key which somebody writes into it is used, and not lost by the next save. */
function versionOf(path: string): string {
  try {
    const { ino, size, mtimeMs, ctimeMs } = fs.statSync(path);
    return [ino, size, mtimeMs, ctimeMs].join(" ");
  } catch (error) {
    return String(error);
  }
}

/** `before`: the trouble of the last attempt, which is logged once. */
function readSecrets(path: string, before: StorageTrouble | null): Omit<Known, "version"> {
  const found = readText(path, before);
  if ("trouble" in found) return { secrets: null, trouble: found.trouble };
  if (found.text === null) return { secrets: nothing, trouble: null };
  const { data } = secretsSchema.safeParse(parseJson(found.text));
  if (data) return { secrets: data, trouble: null };
  return moveAside(path) ? { secrets: nothing, trouble: null } : { secrets: null, trouble: "damaged" };
}

/** The text is null if there is no file. */
function readText(path: string, before: StorageTrouble | null): { text: string | null } | { trouble: StorageTrouble } {
  try {
    return { text: fs.readFileSync(path, "utf8") };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return { text: null };
    const trouble = storageTroubleOf(error) ?? "disk_error";
    if (trouble !== before) logger.error("secrets.json cannot be read; the app runs without its keys", { path, error });
    return { trouble };
  }
}

function moveAside(path: string): boolean {
  try {
    const name = findFreeName(`${path}.bad`);
    fs.renameSync(path, name);
    logger.error("secrets.json is damaged and was moved aside", { to: name });
    return true;
  } catch (error) {
    logger.error("secrets.json is damaged and cannot be moved aside", { path, error });
    return false;
  }
}

/** Replaces the whole file. Other users can never read it, not even if an earlier attempt left a temporary file. */
function writeSecrets(path: string, secrets: StoredSecrets) {
  const target = targetOf(path);
  const half = `${target}.tmp`;
  fs.rmSync(half, { force: true });
  const file = fs.openSync(half, "wx", 0o600); // fails if another process makes the file in the meantime
  try {
    try {
      fs.fchmodSync(file, 0o600);
      fs.writeFileSync(file, JSON.stringify(secrets, null, 2));
      fs.fsyncSync(file);
    } finally {
      fs.closeSync(file);
    }
    fs.renameSync(half, target);
  } catch (error) {
    fs.rmSync(half, { force: true });
    throw error;
  }
}

/** The file that a symbolic link leads to, which may not exist yet: the learner keeps the secrets elsewhere. */
function targetOf(path: string): string {
  try {
    return fs.realpathSync(path);
  } catch (error) {
    const isLink = fs.lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
    if (error instanceof Error && "code" in error && error.code !== "ENOENT") throw error;
    return isLink ? resolve(dirname(path), fs.readlinkSync(path)) : path;
  }
}
