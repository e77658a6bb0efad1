import type { Database } from "bun:sqlite";
import type { Bin } from "./chat/bin.ts";
import type { Config } from "./config.ts";
import type { LearnerData } from "./data/learner-data.ts";
import { deleteOrphans } from "./db/bin.ts";
import { backupDays, isBackup } from "./db/migrate.ts";
import type { Reclaimer } from "./db/reclaim.ts";
import { logger } from "./logger.ts";
import { type Sweeper, sweepFolder } from "./pictures/sweep.ts";
import type { VideoBin } from "./video/purge.ts";
import type { Exports } from "./anki/export/exports.ts";
import type { WordImports } from "./anki/import/word-imports.ts";
import type { WordBin } from "./words/purge.ts";
import type { Sounds } from "./speech/sounds.ts";

type Deps = {
  db: Database;
  bin: Bin;
  videoBin: VideoBin;
  wordBin: WordBin;
  wordExports: Exports;
  wordImports: WordImports;
  reclaimer: Reclaimer;
  sweeper: Sweeper;
  sounds: Sounds;
  learnerData: LearnerData;
  config: Pick<Config, "dataDir" | "firstBackupMs">;
  closing: AbortSignal;
};

/** Begins after the first requests, so that the page the learner opens does not wait. */
const firstMs = 500;
/** How often the date is checked. A timer of a whole day would run late on a computer that sleeps. */
const lookMs = 15 * 60_000;
/** A day of UTC: the first local date loads the time zones, which take 4 MB. */
const dayMs = 24 * 60 * 60_000;
/** Temporary files that a crash left in the data folder: of saved keys, of the lock, and of a backup before an upgrade. */
const temporary = /^(secrets\.json|instance\.json|blossom\.db\.v\d+\.bak)(\.[\w-]+)?\.tmp$/;

/** Deletes what is no longer needed, soon after the start and on each new day, in small steps between other work. */
export function startHousekeeping(deps: Deps) {
  const { db, bin, videoBin, wordBin, wordExports, wordImports, reclaimer, sweeper, sounds, learnerData, closing } =
    deps;
  const { dataDir, firstBackupMs } = deps.config;
  const startedAt = Date.now();
  let day = 0;
  let running = Promise.resolve();
  const first = setTimeout(look, firstMs);
  const firstBackup = setTimeout(backUp, firstBackupMs);
  const others = setInterval(() => {
    backUp();
    look();
  }, lookMs);

  function backUp() {
    running = running.then(() => (closing.aborted ? undefined : attempt(() => learnerData.keepBackups())));
  }

  function look() {
    running = running.then(() => (closing.aborted ? undefined : attempt(videoBin.purgeOld)));
    const today = Math.floor(Date.now() / dayMs);
    if (today === day) return;
    day = today;
    running = running.then(tidy);
  }

  async function tidy() {
    const steps = [
      () => bin.purgeOld(),
      () => wordBin.purgeOld(),
      async () => {
        for (const _ of deleteOrphans(db)) {
          await new Promise(setImmediate);
          if (closing.aborted) return;
        }
      },
      () => sweeper.sweep(startedAt),
      () => sounds.sweep(),
      () => videoBin.sweep(startedAt),
      () => wordExports.sweep(startedAt),
      () => wordImports.sweep(startedAt),
      () => sweepFolder(dataDir, (name) => temporary.test(name), startedAt),
      () => sweepBackups(dataDir, bin),
      () => reclaimer.reclaim(), // last: the steps above delete rows
    ];
    for (const step of steps) {
      if (closing.aborted) return;
      await attempt(step);
    }
  }

  return {
    /** Waits for the step that runs, because the database is closed afterwards. */
    async close() {
      clearTimeout(first);
      clearTimeout(firstBackup);
      clearInterval(others);
      await running;
    },
  };
}

/** It may fail, for example on a full or read-only disk; the next time tries again. */
async function attempt(step: () => Promise<void>) {
  try {
    await step();
  } catch (error) {
    logger.error("housekeeping failed", { error });
  }
}

/** Deletes our copies from before an upgrade after their time, by the date of the file. */
async function sweepBackups(dataDir: string, bin: Bin) {
  if (bin.isClockBelieved()) await sweepFolder(dataDir, isBackup, Date.now() - backupDays * dayMs);
}
