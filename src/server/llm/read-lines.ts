import { LLMError } from "./types.ts";

/** More than any model writes in one line; a server that never ends a line must not fill our memory. */
export const maxLineBytes = 16 * 1024 * 1024;

/** `isLast`: the stream ended before the line did. */
export type Line = { text: string; isLast: boolean };

/** Bytes in any slices → lines, without their ends. A character is never split: lines are cut as bytes, at `\n`. */
export async function* readLines(provider: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  const decoder = new TextDecoder();
  let parts: Uint8Array[] = [];
  const take = () => {
    const text = decoder.decode(parts.length === 1 ? parts[0] : Buffer.concat(parts));
    parts = [];
    return text.endsWith("\r") ? text.slice(0, -1) : text;
  };
  for await (const chunk of limitLines(provider, chunks)) {
    let rest = chunk;
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      parts.push(rest.subarray(0, end));
      rest = rest.subarray(end + 1);
      yield { text: take(), isLast: false };
    }
    if (rest.length > 0) parts.push(rest);
  }
  if (parts.length > 0) yield { text: take(), isLast: true };
}

/** The same bytes, as long as no line of them is longer than `maxLineBytes`. */
export async function* limitLines(
  provider: string,
  chunks: AsyncIterable<Uint8Array>,
  limit = maxLineBytes,
): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const chunk of chunks) {
    const first = chunk.indexOf(10);
    if (length + (first < 0 ? chunk.length : first) > limit)
      throw new LLMError("invalid_response", `${provider} sent a line of more than ${limit} bytes`, { provider });
    length = first < 0 ? length + chunk.length : chunk.length - chunk.lastIndexOf(10) - 1;
    yield chunk;
  }
}

/** The text of at most so many bytes; the rest is not read. */
export async function readAtMost(chunks: AsyncIterable<Uint8Array>, limit: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    parts.push(chunk.subarray(0, limit - length));
    length += chunk.length;
    if (length >= limit) break;
  }
  return new TextDecoder().decode(Buffer.concat(parts));
}

/** One server-sent event. `error`: a field that llama.cpp writes instead of `event: error`. */
export type ServerSentEvent = { event: string; data: string; error: string; isLast: boolean };

export async function* readEvents(
  provider: string,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<ServerSentEvent> {
  let fields = noFields();
  for await (const { text, isLast } of readLines(provider, chunks)) {
    if (text !== "") addField(fields, text);
    if (text === "" || isLast) {
      if (hasContent(fields)) yield toEvent(fields, isLast);
      fields = noFields();
    }
  }
  if (hasContent(fields)) yield toEvent(fields, true);
}

type Fields = { event: string; data: string[]; error: string[] };
const noFields = (): Fields => ({ event: "", data: [], error: [] });
const hasContent = ({ data, error }: Fields) => data.length > 0 || error.length > 0;

function addField(fields: Fields, line: string): void {
  const colon = line.indexOf(":");
  const name = colon < 0 ? line : line.slice(0, colon);
  const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
  if (name === "data") fields.data.push(value);
  else if (name === "error") fields.error.push(value);
  else if (name === "event") fields.event = value;
}

function toEvent({ event, data, error }: Fields, isLast: boolean): ServerSentEvent {
  return { event, data: data.join("\n"), error: error.join("\n"), isLast };
}
