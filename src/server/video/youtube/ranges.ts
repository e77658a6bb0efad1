import { AppError } from "#server/errors.ts";
import type { Answer } from "#server/llm/transport/http-stream.ts";
import type { Ask } from "./hosts.ts";
import { joinBytes, readAll } from "./read-all.ts";

/** YouTube refuses more than this in one request, and anything without an end. */
export const chunkBytes = 1024 * 1024;
const requestsAtOnce = 3;

/** YouTube refused an address: it has expired, or belongs to another IP address, or the rules have changed. */
export class RefusedAddress extends Error {}

/** The bytes from `from` up to, but not including, `to`, in parts of at most `chunk` bytes. */
export async function readRange(
  ask: Ask,
  url: string,
  { from, to, chunk }: { from: number; to: number; chunk: number },
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const starts = Array.from({ length: Math.ceil((to - from) / chunk) }, (_, k) => from + k * chunk);
  const parts: Uint8Array[] = [];
  let next = 0;
  // when one fails, the others are no longer wanted
  const end = new AbortController();
  const all = AbortSignal.any([signal, end.signal]);
  const work = async () => {
    for (let k = next++; k < starts.length; k = next++) {
      const start = starts[k]!;
      parts[k] = await readPart(ask, url, start, Math.min(start + chunk, to), all);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(requestsAtOnce, starts.length) }, work));
  } catch (error) {
    end.abort();
    throw error;
  }
  return joinBytes(parts);
}

async function readPart(ask: Ask, url: string, from: number, to: number, signal: AbortSignal): Promise<Uint8Array> {
  const headers = { accept: "*/*", range: `bytes=${from}-${to - 1}` };
  const answer = await ask({ url, headers, signal });
  const [, first, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(answer.headers["content-range"] ?? "") ?? [];
  if (answer.status !== 206 || Number(first) !== from) {
    answer.close();
    throw ofStatus(answer);
  }
  const bytes = await readAll(answer, to - from);
  // the beginning of a short file may be shorter than was asked for
  if (bytes.length < to - from && from + bytes.length !== Number(total))
    throw new AppError("video_network", "YouTube sent less than was asked for.");
  return bytes;
}

function ofStatus({ status }: Answer): Error {
  const message = `The stream answered with status ${status}.`;
  if (status === 403 || status === 404 || status === 410 || status === 416) return new RefusedAddress(message);
  if (status === 429) return new AppError("video_rate", message);
  return new AppError(status >= 500 ? "video_network" : "video_unknown", message);
}
