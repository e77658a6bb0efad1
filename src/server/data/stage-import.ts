import fs from "node:fs";
import { dirname, join } from "node:path";
import type { DataCounts } from "#shared/data.ts";
import { parseJson } from "#shared/parse-json.ts";
import { unzip, type ZipFile } from "#server/dictionaries/import/unzip.ts";
import { ImportProblem } from "#server/dictionaries/import/problems.ts";
import { checkImported } from "#server/db/check-imported.ts";
import { countData } from "#server/db/data-counts.ts";
import { openCopy } from "#server/db/open.ts";
import { AppError } from "#server/errors.ts";
import {
  exportFormat,
  exportLimits,
  type Manifest,
  manifestName,
  manifestSchema,
  readableFile,
  takenFile,
} from "./export-format.ts";
import { databaseName } from "./names.ts";

/** `limits`: other ones, for tests. */
export type StageJob = { zip: string; folder: string; limits?: { fileBytes: number; unpackedBytes: number } };
export type Staged = { manifest: Manifest; counts: DataCounts };

/**
 * Unpacks an export into an empty folder and checks all of it; nothing else is touched. Throws `not_an_export`, `damaged_export`, `newer_export` or
 * `too_large`; then the whole export is refused.
 */
export function stageImport({ zip, folder, limits = exportLimits }: StageJob): Staged {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    const manifest = unpack(zip, folder, limits);
    const path = join(folder, databaseName);
    if (!fs.existsSync(path)) throw new AppError("damaged_export", "It has no database.");
    checkImported(path);
    using db = openCopy(path);
    return { manifest, counts: countData(db) };
  } catch (error) {
    fs.rmSync(folder, { recursive: true, force: true });
    throw error instanceof ImportProblem ? toAppError(error) : error;
  }
}

function unpack(zip: string, folder: string, limits: Required<StageJob>["limits"]): Manifest {
  const files = unzip(zip, () => true, { limits });
  if (!isZip(zip)) throw new AppError("not_an_export", "It is no zip.");
  const manifest = readManifest(files);
  const names = new Set<string>();
  for (const file of files) {
    if (names.size >= exportLimits.files) throw new AppError("too_large", "It has too many files.");
    // two names that differ only in case are one file on some disks
    const name = file.name.toLowerCase();
    if (names.has(name)) throw new AppError("damaged_export", "Two of its files have one name.");
    names.add(name);
    if (readableFile.test(file.name)) continue;
    // before a file is made: the name decides where it goes
    if (!takenFile.test(file.name)) throw new AppError("damaged_export", "It has a file that no export has.");
    keep(file, join(folder, file.name));
  }
  return manifest;
}

function isZip(path: string): boolean {
  const file = fs.openSync(path, "r");
  try {
    const start = Buffer.alloc(4);
    return fs.readSync(file, start) === 4 && start.readUInt32LE() === 0x04_03_4b_50;
  } finally {
    fs.closeSync(file);
  }
}

const longestManifest = 10_000;

/** It comes first, so that another zip is refused before anything of it is unpacked. */
function readManifest(files: Generator<ZipFile>): Manifest {
  const foreign = new AppError("not_an_export", "It does not begin with the manifest of an export.");
  const { value } = files.next();
  if (!value || value.name !== manifestName) throw foreign;
  let text = "";
  const decoder = new TextDecoder();
  for (const piece of value.bytes) {
    text += decoder.decode(piece, { stream: true });
    if (text.length > longestManifest) throw foreign;
  }
  const manifest = manifestSchema.safeParse(parseJson(text)).data;
  if (!manifest) throw foreign;
  if (manifest.format > exportFormat) throw new AppError("newer_export", "A newer Blossom made it.");
  return manifest;
}

/** How the files begin whose names end so. A sound's type is read when it is served. */
const jpeg = [0xff, 0xd8, 0xff];

function keep({ name, bytes }: ZipFile, path: string) {
  fs.mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const file = fs.openSync(path, "wx", 0o600);
  try {
    let isFirst = true;
    for (const piece of bytes) {
      if (piece.length === 0) continue;
      if (isFirst && name.endsWith(".jpg") && jpeg.some((byte, at) => piece[at] !== byte))
        throw new AppError("damaged_export", "One of its pictures is no picture.");
      isFirst = false;
      fs.writeSync(file, piece);
    }
  } finally {
    fs.closeSync(file);
  }
}

const toAppError = ({ code, message }: ImportProblem) =>
  new AppError(code === "too_large" ? "too_large" : "damaged_export", message);
