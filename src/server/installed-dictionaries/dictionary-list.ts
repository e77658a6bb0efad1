import type { Database } from "bun:sqlite";
import fs from "node:fs";
import { basename, join } from "node:path";
import type { InstalledDictionary } from "#shared/dictionaries.ts";
import { listStoredDictionaries, saveStoredDictionaries, type StoredDictionary } from "#server/db/dictionaries.ts";
import { bundledPaths } from "#server/dictionaries/bundled.ts";
import { openDictionary } from "#server/dictionaries/dictionary-file.ts";
import type { DictionaryInfo } from "#server/dictionaries/types.ts";
import { AppError } from "#server/errors.ts";
import { logger } from "#server/logger.ts";

/** The bundled and the installed dictionaries, in the learner's order. */
export type DictionaryList = {
  list(): InstalledDictionary[];
  /** The files of the enabled ones that can be read. */
  paths: () => string[];
  /** A new file name for a dictionary. Files are never overwritten, because threads may have them open. */
  newPath(id: string): string;
  /** Adds the dictionary of a new file at the end, or in the place of the one with the same id. */
  add(info: DictionaryInfo, path: string): void;
  /** Throws AppError for an unknown id. */
  change(id: string, change: { isEnabled?: boolean | undefined; position?: number | undefined }): void;
  /** Throws AppError for a bundled or unknown one. */
  remove(id: string): void;
};

type Known = StoredDictionary & { path: string; info: DictionaryInfo | null };

type Options = {
  folder: string;
  languageDataDir: string;
  /** The database could not be opened for writing, so it may be empty although dictionaries are installed. */
  isStandIn: boolean;
};

/** The files are first read when somebody asks, not at the start of the app. `onChange`: called when another set of files is in use, or in another order. */
export function createDictionaryList(
  db: Database,
  { folder, languageDataDir, isStandIn }: Options,
  onChange: () => void,
): DictionaryList {
  try {
    fs.mkdirSync(folder, { recursive: true });
    if (!isStandIn) deleteStrays();
  } catch (error) {
    logger.error("the folder of the dictionaries cannot be used", { folder, error }); // the bundled ones work without it
  }
  let read: Known[] | undefined;
  const all = () => (read ??= readAll());

  function readAll(): Known[] {
    const bundled = bundledPaths(languageDataDir).map((path) => ({ path, info: readInfo(path) }));
    const stored = listStoredDictionaries(db);
    const found = stored.flatMap((row): Known[] => {
      if (row.file !== null)
        return [{ ...row, path: join(folder, row.file), info: readInstalled(join(folder, row.file)) }];
      return bundled.filter(({ info }) => info?.id === row.id).map((own) => ({ ...row, ...own }));
    });
    const missing = bundled.filter(({ info }) => info !== null && !stored.some(({ id }) => id === info.id));
    return [...found, ...missing.map((own) => ({ ...own, id: own.info!.id, file: null, isEnabled: true }))];
  }

  /** Deletes files that an interrupted upload or import, or a replaced dictionary, left behind. */
  function deleteStrays() {
    const used = new Set(listStoredDictionaries(db).map(({ file }) => file));
    for (const name of fs.readdirSync(folder)) {
      if (isOurs.test(name) && !used.has(name)) remove(join(folder, name));
    }
  }

  function save(next: Known[]) {
    saveStoredDictionaries(db, next);
    read = next;
    onChange();
  }

  const find = (id: string): Known => {
    const found = all().find((each) => each.id === id);
    if (!found) throw new AppError("not_found", "There is no such dictionary.");
    return found;
  };

  return {
    list: () => all().map(describe),
    paths: () =>
      all()
        .filter(({ isEnabled, info }) => isEnabled && info)
        .map(({ path }) => path),
    newPath: (id) => join(folder, `${id}-${crypto.randomUUID().slice(0, 8)}.sqlite`),
    add(info, path) {
      const added: Known = { id: info.id, file: basename(path), isEnabled: true, path, info };
      const before = all().find(({ id }) => id === info.id);
      save(before ? all().map((each) => (each === before ? added : each)) : [...all(), added]);
      if (before) remove(before.path);
    },
    change(id, { isEnabled, position }) {
      const changed = { ...find(id) };
      if (isEnabled !== undefined) changed.isEnabled = isEnabled;
      const at = all().findIndex((each) => each.id === id);
      const others = all().filter((each) => each.id !== id);
      save(others.toSpliced(position ?? at, 0, changed));
    },
    remove(id) {
      const removed = find(id);
      if (removed.file === null) throw new AppError("invalid_request", "This dictionary comes with Blossom.");
      save(all().filter((each) => each !== removed));
      remove(removed.path);
    },
  };
}

/** Names that `newPath` and an upload give. Other files in the folder are the learner's. */
const isOurs = /^(jmdict|edict|imported-[\da-f-]+)-[\da-f]+\.sqlite(\.new(-journal)?)?$|^upload-[\da-f-]+$/;

/** Null for a symbolic link, which could lead to any file of the learner. */
const readInstalled = (path: string) =>
  fs.lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ? null : readInfo(path);

function readInfo(path: string): DictionaryInfo | null {
  try {
    const { info, close } = openDictionary(path);
    close();
    return info;
  } catch (error) {
    logger.error("dictionary not readable", { file: basename(path), error });
    return null;
  }
}

function describe({ id, file, path, info, isEnabled }: Known): InstalledDictionary {
  const unknown = {
    name: id,
    language: "ja",
    meaningsIn: "en",
    licence: "",
    source: "",
    version: "",
    entries: 0,
    facts: 0,
  } as const;
  const bytes = fs.statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return {
    ...(info ?? unknown),
    id,
    bytes,
    isBundled: file === null,
    isEnabled,
    isDamaged: info === null || bytes === 0,
  };
}

/** Some systems lock open files. Such a file is deleted at the next start. */
function remove(path: string) {
  try {
    fs.rmSync(path, { force: true });
  } catch (error) {
    logger.info("dictionary file not deleted", { file: basename(path), error });
  }
}
