import { AppError } from "#server/errors.ts";
import type { Answer } from "#server/llm/transport/http-stream.ts";
import { toVideoError } from "./hosts.ts";

/** The whole body of a response. More than `most` bytes count as a wrong answer. */
export async function readAll(answer: Answer, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of answer.chunks) {
      size += part.length;
      if (size > most) throw new AppError("video_unknown", "YouTube sent more than was asked for.");
      parts.push(part);
    }
  } catch (error) {
    throw toVideoError(error);
  }
  return joinBytes(parts);
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
