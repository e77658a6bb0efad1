import type { StorageTrouble } from "#shared/storage.ts";

/**
 * What the codes of the operating system and of SQLite mean. Most particular first: SQLite's extended codes begin with the general one.
 * SQLite reports only ENOSPC as SQLITE_FULL; a quota (EDQUOT) or a limit (EFBIG) becomes SQLITE_IOERR_WRITE, or SHMSIZE and SHMOPEN when
 * the index of the write-ahead log does not fit.
 */
const table: readonly (readonly [StorageTrouble, RegExp])[] = [
  ["full", /^(ENOSPC|EDQUOT|EFBIG|SQLITE_FULL|SQLITE_IOERR_(WRITE|SHMSIZE|SHMOPEN|TRUNCATE))$/],
  ["missing", /^SQLITE_READONLY_DBMOVED$/],
  ["not_allowed", /^(EACCES|EPERM|SQLITE_PERM|SQLITE_AUTH|SQLITE_READONLY_DIRECTORY|SQLITE_IOERR_ACCESS)$/],
  ["read_only", /^(EROFS|SQLITE_READONLY(_.+)?)$/],
  ["too_many_files", /^(EMFILE|ENFILE)$/],
  ["damaged", /^(EUCLEAN|SQLITE_NOTADB|SQLITE_FORMAT|SQLITE_IOERR_CORRUPTFS|SQLITE_CORRUPT(_.+)?)$/],
  ["disk_error", /^(EIO|ENXIO|ENODEV|ESTALE|EREMOTEIO|SQLITE_PROTOCOL|SQLITE_IOERR(_.+)?)$/],
  ["in_use", /^(EBUSY|ETXTBSY|SQLITE_(BUSY|LOCKED)(_.+)?)$/],
  ["missing", /^(ENOENT|ENOTDIR|EISDIR|ENAMETOOLONG|ELOOP|EEXIST|ERR_FS_EISDIR|SQLITE_CANTOPEN(_.+)?)$/],
];

/** A trouble that Blossom found itself, before an operation could fail. */
export class StorageError extends Error {
  readonly trouble: StorageTrouble;

  constructor(trouble: StorageTrouble, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "StorageError";
    this.trouble = trouble;
  }
}

/** The trouble behind an error of the file system or the database, or behind its causes. Null for any other error. */
export function storageTroubleOf(error: unknown): StorageTrouble | null {
  if (error instanceof StorageError) return error.trouble;
  const code = systemCodeOf(error);
  return table.find(([, codes]) => codes.test(code))?.[0] ?? null;
}

/** `ENOSPC`, `SQLITE_BUSY`; empty if no error in the chain of causes has a code that the table knows. */
function systemCodeOf(error: unknown): string {
  for (let each = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth++) {
    const code = "code" in each ? String(each.code) : "";
    if (table.some(([, codes]) => codes.test(code))) return code;
  }
  return "";
}

/** Troubles that only writing meets: the learner must make room, or let Blossom write. */
const unwritable = new Set<StorageTrouble | null>(["full", "read_only", "not_allowed"]);
export const isUnwritable = (trouble: StorageTrouble | null): boolean => unwritable.has(trouble);

type Words = { what: string; todo: string };
const words: Record<StorageTrouble, Words> = {
  full: { what: "The disk is full, or a quota is used up", todo: "Free some space" },
  read_only: { what: "The disk is read-only", todo: "Make it writable" },
  not_allowed: {
    what: "Blossom has no permission",
    todo: "Check who owns the folder and its files (Blossom may have been started with sudo once)",
  },
  too_many_files: { what: "Too many files are open on this computer", todo: "Close other programs" },
  disk_error: { what: "The disk reports an error", todo: "Copy the data folder to another disk, and check this one" },
  in_use: { what: "Another program is using it", todo: "Close that program" },
  damaged: { what: "It is damaged", todo: "Put a copy in its place" },
  missing: { what: "A file or folder of the path is missing, or of the wrong kind", todo: "Check the path" },
};

/**
 * The error for the person who starts Blossom: the failure, its place, its reason and the remedy, in one line with the path. Returns any
 * other error unchanged. `cannot`: "cannot be written".
 */
export function explainStorage(error: unknown, path: string, cannot: string): unknown {
  const trouble = storageTroubleOf(error);
  if (trouble === null || error instanceof StorageError) return error;
  const { what, todo } = words[trouble];
  const code = systemCodeOf(error);
  const line = `${path} ${cannot}. ${what} (${code}). ${todo}, or choose another folder with BLOSSOM_DIR.`;
  return new StorageError(trouble, line, error);
}

/** The same for an answer of the API, without a path. */
export const describeStorageTrouble = (trouble: StorageTrouble): string =>
  `Blossom could not use its data folder. ${words[trouble].what}. ${words[trouble].todo}.`;
