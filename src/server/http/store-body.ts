import fs from "node:fs";
import { AppError } from "#server/errors.ts";

/** Writes a body to a file, piece by piece. Leaves no file behind if it is too large or broken off. `signal`: nobody waits for the file any more. */
export async function storeBody(
  stream: ReadableStream<Uint8Array> | null,
  path: string,
  limit: number,
  signal?: AbortSignal,
): Promise<void> {
  const file = fs.openSync(path, "wx", 0o600);
  let bytes = 0;
  try {
    const sink = new WritableStream<Uint8Array>({
      write(chunk) {
        bytes += chunk.length;
        if (bytes > limit) throw new AppError("too_large", "The file is too large.");
        fs.writeSync(file, chunk);
      },
    });
    await stream?.pipeTo(sink, { ...(signal && { signal }) });
  } catch (error) {
    fs.rmSync(path, { force: true });
    throw error;
  } finally {
    fs.closeSync(file);
  }
}
