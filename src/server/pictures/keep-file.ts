import fs from "node:fs";
import { dirname } from "node:path";

/**
 * Writes a file completely or not at all, even if something else writes it at the same time. `store` stores the row that needs the file. The file
 * gets its name and its row in one step of the event loop, and files without a row are deleted in one step: neither can come between.
 */
export async function keepFile(path: string, bytes: Uint8Array, store: () => void = () => {}) {
  await fs.promises.mkdir(dirname(path), { recursive: true });
  const half = `${path}.${crypto.randomUUID()}.tmp`;
  try {
    await fs.promises.writeFile(half, bytes);
    fs.renameSync(half, path);
  } catch (error) {
    await fs.promises.rm(half, { force: true }); // half a file would take the space that a full disk lacks
    throw error;
  }
  store();
}
