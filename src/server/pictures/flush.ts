import fs from "node:fs";

/** Waits until what was written is on the disk. */
export const flushFile = (file: number): Promise<void> =>
  new Promise((resolve, reject) => fs.fsync(file, (error) => (error ? reject(error) : resolve())));

/** Waits until the names in a folder are on the disk. Windows cannot open a folder; its file system keeps the order of renames. */
export async function flushFolder(path: string): Promise<void> {
  let folder: number | null = null;
  try {
    folder = fs.openSync(path, "r");
    await flushFile(folder);
  } catch {
  } finally {
    if (folder !== null) fs.closeSync(folder);
  }
}
