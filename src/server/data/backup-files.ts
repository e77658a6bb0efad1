import { toIsoText } from "#shared/date-text.ts";
import fs from "node:fs";
import { join } from "node:path";
import type { Backup } from "#shared/data.ts";
import { backupsFolder, databaseName, pictureAndSoundFolders } from "./names.ts";
import { type BackupFile, backupKinds } from "./which-to-keep.ts";

/** `automatic-20261127T092000000Z`: the kind and when, so that the list needs no file beside it. `-2`: another one of the same moment. */
const idPattern = new RegExp(
  `^(?<kind>${backupKinds.join("|")})-(\\d{4,6})(\\d{2})(\\d{2})T(\\d{2})(\\d{2})(\\d{2})(\\d{3})Z$`,
);

export type BackupPlace = BackupFile & {
  /** Where the database of the backup is, and the folder with its pictures and sounds. Relative to the data folder. */
  database: string;
  pictures: string | null;
};

export function newBackupId(kind: BackupFile["kind"], at: number): string {
  return `${kind}-${toIsoText(at).replaceAll(/[-:.]/g, "")}`;
}

/** The backups in the data folder. Files that are not ours are left out, and so is a folder without a database. */
export function listBackups(dataDir: string): BackupPlace[] {
  const folder = join(dataDir, backupsFolder);
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder).flatMap((name) => {
    const match = idPattern.exec(name.replace(/\.db$/, ""));
    const kind = backupKinds.find((each) => each === match?.groups?.kind);
    if (!match || kind === undefined) return [];
    const [year, month, date, ...time] = match.slice(2).map(Number);
    const at = Date.UTC(year ?? 0, (month ?? 1) - 1, date, ...time);
    const isFolder = !name.endsWith(".db");
    const place = join(backupsFolder, name);
    const database = isFolder ? join(place, databaseName) : place;
    if (!fs.lstatSync(join(dataDir, database), { throwIfNoEntry: false })?.isFile()) return [];
    return [{ id: match[0], kind, at, database, pictures: isFolder ? place : null }];
  });
}

export function describeBackup(dataDir: string, { id, kind, at, database, pictures }: BackupPlace): Backup {
  const folders = pictures === null ? [] : pictureAndSoundFolders.map((name) => join(pictures, name));
  const bytes = [database, ...folders].reduce((sum, path) => sum + bytesOf(join(dataDir, path)), 0);
  return { id, kind, at, bytes, hasPictures: folders.some((path) => fs.existsSync(join(dataDir, path))) };
}

/** Of a file, or of the files in a folder. 0 if it is not there. `counted`: one file with several names counts once. */
export function bytesOf(path: string, counted?: Set<string>): number {
  const stat = fs.lstatSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (stat.isDirectory())
    return fs.readdirSync(path).reduce((sum, name) => sum + bytesOf(join(path, name), counted), 0);
  if (counted && stat.nlink > 1) {
    const file = `${stat.dev} ${stat.ino}`;
    if (counted.has(file)) return 0;
    counted.add(file);
  }
  return stat.size;
}

export function removeBackup(dataDir: string, { database, pictures }: BackupPlace) {
  fs.rmSync(join(dataDir, pictures ?? database), { recursive: true, force: true });
}

/** Deletes copies that were not finished, and empty folders for what was to be replaced: the app or the thread was stopped before. */
export function dropHalfBackups(dataDir: string) {
  const folder = join(dataDir, backupsFolder);
  if (!fs.existsSync(folder)) return;
  for (const name of fs.readdirSync(folder)) {
    const id = /^(.+)\.db\.tmp(-journal)?$/.exec(name)?.[1];
    if (id !== undefined && idPattern.test(id)) fs.rmSync(join(folder, name), { force: true });
    if (idPattern.test(name) && isEmptyFolder(join(folder, name))) fs.rmdirSync(join(folder, name));
  }
}

const isEmptyFolder = (path: string) =>
  (fs.lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false) && fs.readdirSync(path).length === 0;
