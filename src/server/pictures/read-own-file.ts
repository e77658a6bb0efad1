import { constants } from "node:fs";
import fs from "node:fs/promises";

/** Windows has neither flag; there they count as 0. */
const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Reads a file that Blossom wrote. Null if the file does not exist, or is a symbolic link, a folder or a pipe: a link could lead to any
 * file of the learner.
 */
export async function readOwnFile(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    await using file = await fs.open(path, flags);
    return (await file.stat()).isFile() ? new Uint8Array(await file.readFile()) : null;
  } catch (error) {
    if (error instanceof Error && "code" in error && absent.has(String(error.code))) return null;
    throw error;
  }
}
const absent = new Set(["ENOENT", "ENOTDIR", "ELOOP", "EMLINK", "EISDIR", "ENXIO"]);
