import fs from "node:fs/promises";
import { dirname } from "node:path";

/** Writes a file completely or not at all, even if something else writes it at the same time. */
export async function keepFile(path: string, bytes: Uint8Array) {
  await fs.mkdir(dirname(path), { recursive: true });
  const half = `${path}.${crypto.randomUUID()}.tmp`;
  await fs.writeFile(half, bytes);
  await fs.rename(half, path);
}
