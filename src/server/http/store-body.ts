import fs from "node:fs";
import { AppError } from "#server/errors.ts";

/** Writes a body to a file, piece by piece. Leaves no file behind if it is too large or broken off. */
export async function storeBody(stream: ReadableStream<Uint8Array> | null, path: string, limit: number): Promise<void> {
  const file = fs.openSync(path, "wx", 0o600);
  let bytes = 0;
  try {
    for await (const chunk of stream ?? []) {
      bytes += chunk.length;
      if (bytes > limit) throw new AppError("too_large", "The file is too large.");
      fs.writeSync(file, chunk);
    }
  } catch (error) {
    fs.rmSync(path, { force: true });
    throw error;
  } finally {
    fs.closeSync(file);
  }
}
