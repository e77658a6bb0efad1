import { toDateText } from "#shared/date-text.ts";
import type { Database } from "bun:sqlite";
import fs from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Backup, DataState, ImportPreview } from "#shared/data.ts";
import type { Config } from "#server/config.ts";
import { carryOver } from "#server/db/carry-over.ts";
import { countData } from "#server/db/data-counts.ts";
import { isBackup } from "#server/db/migrate.ts";
import { openDatabase } from "#server/db/open.ts";
import { getSettings } from "#server/db/settings.ts";
import { AppError, toApiError } from "#server/errors.ts";
import { logger } from "#server/logger.ts";
import { version } from "#server/version.ts";
import {
  type BackupPlace,
  bytesOf,
  describeBackup,
  dropHalfBackups,
  listBackups,
  newBackupId,
  removeBackup,
} from "./backup-files.ts";
import { runDataJob } from "./data-thread.ts";
import { dropIncoming, newFiles, prepareIncoming } from "./incoming.ts";
import { createJobQueue } from "./job-queue.ts";
import {
  backupsFolder,
  databaseFiles,
  databaseName,
  everything,
  exportsFolder,
  isUpload,
  newUploadName,
  pictureAndSoundFolders,
} from "./names.ts";
import { planSwap } from "./swap.ts";
import { type BackupKind, findOutdated } from "./which-to-keep.ts";
import { returnForeign } from "./return-foreign.ts";

/** Closes everything, lets `change` replace files of the data folder, and opens everything again. `asking`: how many requests wait for that. */
export type Reopen = (change: () => void, asking: number) => Promise<void>;

type Deps = { db: Database; config: Config; closing: AbortSignal; reopen: Reopen; isClockBelieved: () => boolean };
export type LearnerData = ReturnType<typeof createLearnerData>;

/** Almost a day: the first look at each day makes a backup, also if it comes a little earlier than yesterday. */
const backupEveryMs = 20 * 60 * 60_000;

/**
 * The learner's data as a whole: backups of it, exports, imports, and its deletion. What is replaced is always kept as a backup, and one thing is
 * done at a time.
 */
export function createLearnerData({ db, config, closing, reopen, isClockBelieved }: Deps) {
  const { dataDir, files } = config;
  const path = (...names: string[]) => join(dataDir, ...names);
  let failure: DataState["failure"] = null;
  let staged: ImportPreview | null = null;
  /** The job itself closes everything, so closing must not wait for it. */
  let isReplacing = false;

  const { inTurn, inTurnOfRequests, countQueued, settled } = createJobQueue(closing);
  const find = (id: string): BackupPlace => {
    const backup = listBackups(dataDir).find((each) => each.id === id);
    if (!backup) throw new AppError("not_found", "There is no such backup.");
    return backup;
  };

  async function backUp(kind: "automatic" | "manual", at: number): Promise<BackupPlace> {
    const id = newBackupId(kind, at);
    fs.mkdirSync(path(backupsFolder), { recursive: true, mode: 0o700 });
    const copy = path(backupsFolder, `${id}.db`);
    await runDataJob(files.dataWorker, { type: "copy", database: path(databaseName), copy }, closing);
    return find(id);
  }

  /** `names`: what is replaced by what is in `incoming/new`. */
  async function replace(kind: BackupKind, names: readonly string[]) {
    closing.throwIfAborted(); // another core opens the files, and closing waits for this job
    const aside = join(backupsFolder, newBackupId(kind, Date.now()));
    isReplacing = true;
    try {
      await reopen(() => {
        // a core that was opened in between has deleted it
        if (!fs.existsSync(path(newFiles, databaseName))) throw new AppError("starting", "Its files are gone.");
        planSwap(dataDir, names, { incoming: newFiles, aside });
      }, 1 + countQueued()); // those that are queued wait for this one, so it need not wait for them
    } finally {
      isReplacing = false;
    }
    if (!fs.existsSync(path(aside)))
      throw new AppError("damaged_export", "It cannot be opened. The old data was put back.");
    returnForeign(dataDir, path(aside));
  }
  const dropStaged = () => {
    staged = null;
    dropIncoming(dataDir);
  };
  const prepare = (make: (folder: string) => void | Promise<void>) => {
    staged = null;
    return prepareIncoming(db, dataDir, make);
  };
  const dropExports = () => fs.rmSync(path(exportsFolder), { recursive: true, force: true });
  async function check(zip: string): Promise<ImportPreview> {
    dropStaged();
    try {
      const folder = path(newFiles);
      const { manifest, counts } = await runDataJob(files.dataWorker, { type: "stage", zip, folder }, closing);
      const { exportedAt, version: madeBy } = manifest;
      staged = { id: crypto.randomUUID(), exportedAt, version: madeBy, counts };
      return staged;
    } catch (error) {
      dropStaged();
      throw error;
    }
  }
  // what a stopped import, export or backup left
  dropIncoming(dataDir);
  for (const name of fs.readdirSync(dataDir)) if (isUpload(name)) fs.rmSync(path(name), { force: true });
  dropExports();
  dropHalfBackups(dataDir);

  return {
    state(): DataState {
      const backups = listBackups(dataDir).toSorted((one, other) => other.at - one.at);
      const counted = new Set<string>(); // a restore links pictures
      return {
        counts: countData(db),
        bytes: {
          database: databaseFiles.reduce((sum, name) => sum + bytesOf(path(name)), 0),
          pictures: bytesOf(path("images"), counted) + bytesOf(path("frames"), counted),
          sounds: bytesOf(path("line-sounds"), counted),
          backups: bytesOf(path(backupsFolder), counted),
        },
        backups: backups.map((backup) => describeBackup(dataDir, backup)),
        failure,
      };
    },

    backUpNow: (): Promise<Backup> =>
      inTurnOfRequests(async () => describeBackup(dataDir, await backUp("manual", Date.now()))),

    remove: (id: string): Promise<void> => inTurnOfRequests(async () => removeBackup(dataDir, find(id))),

    /** Makes the backup of the day, if there is something to lose, and then deletes those whose time is over. */
    keepBackups: (now = Date.now()): Promise<void> =>
      inTurn(async () => {
        // one from the future was made while the clock was wrong, and says nothing
        const isRecent = ({ kind, at }: BackupPlace) => kind === "automatic" && at <= now && now - at < backupEveryMs;
        const isDue = !listBackups(dataDir).some(isRecent);
        const { lastAt, words, videos } = countData(db);
        if (getSettings(db).automaticBackups && isDue && (lastAt !== null || words + videos > 0)) {
          try {
            await backUp("automatic", now);
            failure = null;
          } catch (error) {
            if (closing.aborted) return;
            logger.error("automatic backup failed", { error });
            const { code } = toApiError(error);
            failure = code === "disk_full" || code === "storage_failed" ? code : "internal";
            return; // the older ones stay
          }
        }
        if (isClockBelieved()) for (const each of findOutdated(listBackups(dataDir), now)) removeBackup(dataDir, each);
      }).catch((error: unknown) => {
        if (!closing.aborted) throw error; // the next start makes it
      }),

    /** Puts a backup in the place of what is there, which is kept as a backup itself. */
    restore: (id: string): Promise<void> =>
      inTurnOfRequests(async () => {
        const { database, pictures } = find(id);
        // what was replaced since the backup was made has the pictures that are not here any more
        const others = listBackups(dataDir).flatMap((each) => each.pictures ?? []);
        const places = [...(pictures === null ? [] : [pictures]), ".", ...others];
        await prepare(async () => {
          const job = { type: "restore", dataDir, database, places, folder: newFiles } as const;
          await runDataJob(files.dataWorker, job, closing);
        });
        await replace("before-restore", [...databaseFiles, ...pictureAndSoundFolders]);
      }),

    /** `signal`: the learner does not wait any more. */
    writeExport: (signal: AbortSignal): Promise<{ name: string; bytes: number }> =>
      inTurnOfRequests(async () => {
        dropExports(); // one at a time: it is as large as everything
        const now = Date.now();
        const name = `blossom-${toDateText(now)}.zip`;
        const job = { type: "export", dataDir, target: path(exportsFolder, name), version, now } as const;
        try {
          const { bytes } = await runDataJob(files.dataWorker, job, AbortSignal.any([signal, closing]));
          return { name, bytes };
        } catch (error) {
          dropExports(); // a thread that was stopped leaves what it was writing
          throw error;
        }
      }),
    exportPath: (name: string): string | null => {
      const isOne = /^blossom-\d{4,6}-\d\d-\d\d\.zip$/.test(name) && fs.existsSync(path(exportsFolder, name));
      return isOne ? path(exportsFolder, name) : null;
    },

    /**
     * Checks an uploaded export and keeps it for `takeIn`. `store` writes the upload to a file, unless the signal says that the app closes. Other jobs
     * run meanwhile, because a connection that stalls may never end.
     */
    async stage(store: (path: string, signal: AbortSignal) => Promise<void>): Promise<ImportPreview> {
      const zip = path(newUploadName());
      try {
        await store(zip, closing);
        return await inTurnOfRequests(() => check(zip));
      } finally {
        fs.rmSync(zip, { force: true });
      }
    },
    takeIn: (id: string): Promise<void> =>
      inTurnOfRequests(async () => {
        if (staged?.id !== id) throw new AppError("not_found", "There is no such import.");
        carryOver(db, path(newFiles, databaseName));
        await replace("before-import", everything);
      }),
    dropImport: (id: string): Promise<void> =>
      inTurnOfRequests(async () => {
        if (staged?.id === id) dropStaged();
      }),

    /** Empties the data folder, apart from what belongs to this computer. `backups`: also all backups, so nothing can be restored. */
    deleteAll: ({ backups }: { backups: boolean }): Promise<void> =>
      inTurnOfRequests(async () => {
        await prepare((folder) => openDatabase(join(folder, databaseName)).close());
        await replace("before-delete", everything);
        if (!backups) return;
        await rm(path(backupsFolder), { recursive: true, force: true });
        for (const name of fs.readdirSync(dataDir)) if (isBackup(name)) await rm(path(name), { force: true });
      }),

    /** Waits for the job that runs, because the database is closed afterwards. */
    close: async () => {
      if (!isReplacing) await settled();
    },
  };
}
