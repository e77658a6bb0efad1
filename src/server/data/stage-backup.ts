import fs from "node:fs";
import { dirname, join } from "node:path";
import { copyDatabase } from "#server/db/copy-database.ts";
import { listMedia } from "#server/db/list-media.ts";
import { openCopy } from "#server/db/open.ts";
import { takenFile } from "./export-format.ts";
import { databaseName } from "./names.ts";

/**
 * `database`: that of the backup. `places`: folders that may have its pictures and sounds, the best first. Relative to the data folder, and so is
 * `folder`, where the new files go.
 */
export type BackupJob = { dataDir: string; database: string; places: readonly string[]; folder: string };

/**
 * Copies the database of a backup into an empty folder, and adds each picture and sound that its rows refer to and that is still in one of the places.
 * They are linked, which costs no space: such a file is never changed.
 */
export function stageBackup({ dataDir, database, places, folder }: BackupJob) {
  const copy = join(dataDir, folder, databaseName);
  copyDatabase(join(dataDir, database), copy);
  using db = openCopy(copy);
  const { images, frames, sounds } = listMedia(db);
  const names = [
    ...images.map((id) => `images/${id}.jpg`),
    ...frames.map((id) => `frames/${id}.jpg`),
    ...sounds.map((id) => `line-sounds/${id}.sound`),
  ].filter((name) => takenFile.test(name));
  for (const name of names) {
    const place = places.find((each) => isFile(join(dataDir, each, name)));
    if (place !== undefined) link(join(dataDir, place, name), join(dataDir, folder, name));
  }
}

const isFile = (path: string) => fs.lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

/** Some disks have no links (exFAT, some network drives). */
function link(from: string, to: string) {
  fs.mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  try {
    fs.linkSync(from, to);
  } catch {
    fs.copyFileSync(from, to, fs.constants.COPYFILE_EXCL);
  }
}
