import fs from "node:fs/promises";
import { dirname } from "node:path";

/** Writes a file completely or not at all, even if something else writes it at the same time. */
export async function keepFile(path: string, bytes: Uint8Array) {
  await fs.mkdir(dirname(path), { recursive: true });
  const half = `${path}.${crypto.randomUUID()}.tmp`;
  try {
    await fs.writeFile(half, bytes);
    await fs.rename(half, path);
  } catch (error) {
    await fs.rm(half, { force: true }); // half a file would take the space that a full disk lacks
    throw error;
  }
}
