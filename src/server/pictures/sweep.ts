import { type Dirent, rmSync } from "node:fs";
import fs from "node:fs/promises";
import { join } from "node:path";
import type { Database } from "bun:sqlite";
import { deleteFrame, hasFrame, hasImage, isFrameNeeded, listPicturesInUse } from "#server/db/pictures.ts";
import { getSettings } from "#server/db/settings.ts";
import { logger } from "#server/logger.ts";

/** Names of our own files. Everything else in these folders belongs to the learner and stays. */
const photo = /^(?<id>[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12})\.jpg$/;
const frame = /^(?<id>[\da-f]{64})\.jpg$/;
const view = /^[\d-]+_[\d-]+_[\d-]+\.jpg$/;
const folderOfViews = /^(?<id>[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}|[\da-f]{64})$/;
const temporary = /^[\w-]+\.jpg\.[\da-f-]{36}\.tmp$/;

/**
 * The most bytes in `frames/` (by default, as the learner set it) and in `prepared/`. The least recently used files are deleted first. The frames of
 * moments count, and are never deleted.
 */
type Budgets = { frames?: number; prepared: number };
const usualBudgets: Budgets = { prepared: 200_000_000 };
const mb = 1_000_000;
/** How long a frame stays that no moment needs: it can be translated again without being sent again. */
const unneededMs = 24 * 60 * 60_000;

export type Sweeper = ReturnType<typeof createSweeper>;

/** Deletes picture files that no row needs, and the least recently used ones above the budgets. */
export function createSweeper(dataDir: string, db: Database, budgets: Budgets = usualBudgets, closing?: AbortSignal) {
  const isClosed = () => closing?.aborted ?? false;
  /** Bytes written since the budgets were last checked. */
  let written = 0;
  let running = Promise.resolve();
  const keep = () => {
    written = 0;
    running = running
      .then(() => keepBudgets(dataDir, db, budgets, isClosed))
      .catch((error: unknown) => logger.error("budget of pictures not kept", { error }));
  };

  return {
    /** Called for each frame or view that is stored. The folders may grow over a budget by a tenth of it. */
    onStored(bytes: number) {
      written += bytes;
      const frames = budgets.frames ?? getSettings(db).frameBudget * mb;
      if (written >= Math.min(frames, budgets.prepared) / 10) keep();
    },
    /** The learner chose another budget. */
    onBudget: keep,
    async sweep(startedAt: number) {
      await sweepPictures(dataDir, db, startedAt, isClosed);
      await keepBudgets(dataDir, db, budgets, isClosed);
    },
    /** Waits for a running sweep, because the database is closed afterwards. */
    close: () => running,
  };
}

/**
 * Deletes pictures and drawn views that no row refers to, and temporary files. Only files from before `startedAt` are strays: a younger file may
 * still get its row. Follows no symbolic link.
 */
async function sweepPictures(dataDir: string, db: Database, startedAt: number, isClosed: () => boolean) {
  const isStray = (pattern: RegExp, has: (id: string) => boolean) => (name: string) => {
    const id = pattern.exec(name)?.groups?.id;
    return !isClosed() && (temporary.test(name) || (id !== undefined && !has(id)));
  };
  await sweepFolder(
    join(dataDir, "images"),
    isStray(photo, (id) => hasImage(db, id)),
    startedAt,
  );
  await sweepFolder(
    join(dataDir, "frames"),
    isStray(frame, (id) => hasFrame(db, id)),
    startedAt,
  );
  const prepared = join(dataDir, "prepared");
  for (const { name } of (await list(prepared)).filter((entry) => entry.isDirectory())) {
    const id = folderOfViews.exec(name)?.groups?.id;
    if (id === undefined || isClosed()) continue;
    const isNeeded = hasImage(db, id) || hasFrame(db, id);
    await sweepFolder(
      join(prepared, name),
      (file) => temporary.test(file) || (!isNeeded && view.test(file)),
      startedAt,
    );
    await fs.rmdir(join(prepared, name)).catch(() => {}); // if it is empty
  }
}

type File = { path: string; id: string; bytes: number; usedAt: number };

async function keepBudgets(dataDir: string, db: Database, budgets: Budgets, isClosed: () => boolean) {
  const frames = await listFiles(join(dataDir, "frames"), (name) => frame.exec(name)?.groups?.id);
  type Rules = { budget: number; oldest?: number; isKept: (id: string) => boolean; forget: (id: string) => void };
  const deleteOver = async (files: File[], { budget, oldest = 0, isKept, forget }: Rules) => {
    let bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    for (const file of files.toSorted((one, other) => one.usedAt - other.usedAt)) {
      if ((bytes <= budget && file.usedAt >= oldest) || isClosed()) return;
      if (isKept(file.id) || listPicturesInUse(db).has(file.id)) continue;
      // in one step of the event loop, see `keepFile`
      rmSync(file.path, { force: true });
      forget(file.id);
      bytes -= file.bytes;
      await new Promise(setImmediate);
    }
  };
  await deleteOver(frames, {
    budget: budgets.frames ?? getSettings(db).frameBudget * mb,
    oldest: Date.now() - unneededMs,
    isKept: (id) => isFrameNeeded(db, id),
    forget: (id) => deleteFrame(db, id),
  });
  const prepared = join(dataDir, "prepared");
  const views: File[] = [];
  for (const { name } of (await list(prepared)).filter((entry) => entry.isDirectory())) {
    if (folderOfViews.test(name))
      views.push(...(await listFiles(join(prepared, name), (file) => (view.test(file) ? name : undefined))));
  }
  // a view is drawn again when it is needed, also one of a frame that is kept
  await deleteOver(views, { budget: budgets.prepared, isKept: () => false, forget: () => {} });
}

async function listFiles(folder: string, idOf: (name: string) => string | undefined): Promise<File[]> {
  const files: File[] = [];
  for (const { name } of (await list(folder)).filter((entry) => entry.isFile())) {
    const id = idOf(name);
    const path = join(folder, name);
    const stat = id === undefined ? null : await fs.lstat(path).catch(() => null);
    if (id !== undefined && stat) files.push({ path, id, bytes: stat.size, usedAt: stat.mtimeMs });
  }
  return files;
}

/** Deletes the files in a folder that are strays by their name and older than `startedAt`. */
export async function sweepFolder(folder: string, isStray: (name: string) => boolean, startedAt: number) {
  for (const { name } of (await list(folder)).filter((entry) => entry.isFile() && isStray(entry.name))) {
    const path = join(folder, name);
    const { mtimeMs } = await fs.lstat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (mtimeMs < startedAt && isStray(name)) rmSync(path, { force: true });
  }
}

/** Nothing for a folder that is missing, or that is a symbolic link. */
async function list(folder: string): Promise<Dirent[]> {
  const stat = await fs.lstat(folder).catch(() => null);
  return stat?.isDirectory() ? fs.readdir(folder, { withFileTypes: true }) : [];
}
