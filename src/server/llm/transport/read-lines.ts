import { LLMError } from "#server/llm/types.ts";

/** No line from a model is longer. A server that never ends a line must not fill our memory. */
const maxLineBytes = 16 * 1024 * 1024;

/** `isLast`: the stream ended before the line did. */
type Line = { text: string; isLast: boolean };

/** Splits bytes, however they are sliced, into lines without their line ends. */
export async function* readLines(
  provider: string,
  chunks: AsyncIterable<Uint8Array>,
  limit = maxLineBytes,
): AsyncGenerator<Line> {
  const splitter = createLineSplitter(provider, limit);
  for await (const chunk of chunks) for (const text of splitter.split(chunk)) yield { text, isLast: false };
  const rest = splitter.rest();
  if (rest !== null) yield { text: rest, isLast: true };
}

function createLineSplitter(provider: string, limit: number) {
  const decoder = new TextDecoder();
  let parts: Uint8Array[] = [];
  let length = 0;
  const add = (part: Uint8Array) => {
    length += part.length;
    if (length > limit) throw tooLong(provider, "a line of more than", limit);
    parts.push(part);
  };
  // splits bytes, not text, so no character is cut
  const take = () => {
    const text = decoder.decode(parts.length === 1 ? parts[0] : Buffer.concat(parts));
    parts = [];
    length = 0;
    return text.endsWith("\r") ? text.slice(0, -1) : text;
  };
  return {
    *split(chunk: Uint8Array): Generator<string> {
      let start = 0;
      for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
        add(chunk.subarray(start, end));
        start = end + 1;
        yield take();
      }
      if (start < chunk.length) add(chunk.subarray(start));
    },
    /** The last line, if it has no line end. */
    rest: () => (parts.length > 0 ? take() : null),
  };
}

const tooLong = (provider: string, what: string, limit: number) =>
  new LLMError("invalid_response", `${provider} sent ${what} ${limit} bytes`, { provider });

/** Reads at most `limit` bytes as text, and does not read the rest. */
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

/** One server-sent event. `error`: a field that llama.cpp writes instead of `event: error`. `isLast`: the stream ended before the event did. */
export type ServerSentEvent = { event: string; data: string; error: string; isLast: boolean };

export async function* readEvents(
  provider: string,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<ServerSentEvent> {
  const splitter = createLineSplitter(provider, maxLineBytes);
  let fields = noFields();
  for await (const chunk of chunks) {
    for (const line of splitter.split(chunk)) {
      if (line !== "") addField(fields, line);
      else if (hasContent(fields)) yield toEvent(fields, false);
      if (line === "") fields = noFields();
    }
  }
  addField(fields, splitter.rest() ?? "");
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
