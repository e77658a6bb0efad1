import type { Context } from "hono";
import { createPause } from "#server/slices.ts";

/** An array with more elements is long. */
const mostAtOnce = 50;
/** In UTF-16 units. A chunk is sent when it is longer. */
const chunkLength = 32_768;

/** Answers with JSON. That of a long value is made and sent in chunks, because making it at once would keep other requests waiting. */
export function jsonInSlices<T extends object>(c: Context, value: T) {
  if (!isLong(value)) return c.json<T, 200>(value, 200);
  const chunks = chunksOf(value);
  const pause = createPause();
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value: chunk } = chunks.next();
      if (done) return controller.close();
      controller.enqueue(encoder.encode(chunk));
      await pause();
    },
  });
  // the type of a JSON response, which only `c.json` gives otherwise
  const type = { _data: value, _status: 200, _format: "json" } as const;
  return Object.assign(c.body(stream, 200, { "content-type": "application/json" }), type);
}

const isLong = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.length > mostAtOnce || value.some(isLong)
    : typeof value === "object" && value !== null && Object.values(value).some(isLong);

/** The JSON of a value, in chunks of about the same length. */
export function* chunksOf(value: unknown): Generator<string> {
  let chunk = "";
  for (const piece of piecesOf(value)) {
    chunk += piece;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = "";
  }
  if (chunk !== "") yield chunk;
}

function* piecesOf(value: unknown): Generator<string> {
  if (!isLong(value)) yield JSON.stringify(value) ?? "null";
  else if (Array.isArray(value)) {
    for (const [index, each] of value.entries()) {
      yield index === 0 ? "[" : ",";
      yield* piecesOf(each);
    }
    yield "]";
  } else {
    const entries = Object.entries(value ?? {}).filter(([, each]) => each !== undefined);
    for (const [index, [key, each]] of entries.entries()) {
      yield `${index === 0 ? "{" : ","}${JSON.stringify(key)}:`;
      yield* piecesOf(each);
    }
    yield "}";
  }
}
