import fs from "node:fs";
import { dirname } from "node:path";
import { flushFile, flushFolder } from "./flush.ts";

/**
 * Writes a file completely or not at all, even if something else writes it at the same time. `store` stores the row that needs the file. The file
 * gets its name and its row in one step of the event loop, and files without a row are deleted in one step: neither can come between. Both
 * are on the disk when this returns.
 */
export async function keepFile(path: string, bytes: Uint8Array, store: () => void = () => {}) {
  await writeWhole(path, bytes, flushFile);
  store();
  await flushFolder(dirname(path));
}

/** Writes a file that can be made again, completely or not at all. It need not be on the disk at once. */
export const keepMadeFile = (path: string, bytes: Uint8Array): Promise<void> => writeWhole(path, bytes, async () => {});

async function writeWhole(path: string, bytes: Uint8Array, flush: (file: number) => Promise<void>) {
  await fs.promises.mkdir(dirname(path), { recursive: true });
  const half = `${path}.${crypto.randomUUID()}.tmp`;
  try {
    const file = await fs.promises.open(half, "w");
    try {
      await file.writeFile(bytes);
      await flush(file.fd);
    } finally {
      await file.close();
    }
    fs.renameSync(half, path);
  } catch (error) {
    await fs.promises.rm(half, { force: true }); // half a file would take the space that a full disk lacks
    throw error;
  }
}
