import { createBreath } from "./breathe.ts";
import { createByteBuffer } from "./byte-buffer.ts";
import { maxLineBytes, maxSilentLines } from "./limits.ts";
import { LLMError } from "#server/llm/types.ts";

/** `isLast`: the stream ended before the line did. */
type Line = { text: string; isLast: boolean };

/** Splits bytes, however they are sliced, into lines without their line ends. Leaves out lines of white space. */
export async function* readLines(
  provider: string,
  chunks: AsyncIterable<Uint8Array>,
  limit = maxLineBytes,
): AsyncGenerator<Line> {
  const silence = countSilentLines(provider);
  const splitter = createLineSplitter(provider, limit);
  const breath = createBreath();
  const isSilent = (text: string) => {
    const isEmpty = text.trim() === "";
    if (isEmpty) silence.add();
    else silence.end();
    return isEmpty;
  };
  for await (const chunk of chunks)
    for (const text of splitter.split(chunk)) {
      if (breath.isDue()) await breath.take();
      if (!isSilent(text)) yield { text, isLast: false };
    }
  const rest = splitter.rest();
  if (rest !== null && !isSilent(rest)) yield { text: rest, isLast: true };
}

function createLineSplitter(provider: string, limit: number) {
  const decoder = new TextDecoder();
  /** The beginning of a line whose end is in a later chunk. */
  const kept = createByteBuffer();
  const check = (bytes: number) => {
    if (bytes > limit) throw tooLong(provider, `a line of more than ${limit} bytes`);
  };
  const keep = (part: Uint8Array) => {
    check(kept.length() + part.length);
    kept.add(part);
  };
  // splits bytes, not text, so no character is cut
  const toText = (bytes: Uint8Array) => {
    const text = decoder.decode(bytes);
    return text.endsWith("\r") ? text.slice(0, -1) : text;
  };
  return {
    *split(chunk: Uint8Array): Generator<string> {
      let start = 0;
      for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
        const part = chunk.subarray(start, end);
        start = end + 1;
        if (kept.length() === 0) {
          check(part.length);
          yield toText(part);
        } else {
          keep(part);
          yield toText(kept.take());
        }
      }
      if (start < chunk.length) keep(chunk.subarray(start));
    },
    /** The last line, if it has no line end. */
    rest: () => (kept.length() > 0 ? toText(kept.take()) : null),
  };
}

/** Counts lines in a row that say nothing. */
function countSilentLines(provider: string) {
  let lines = 0;
  return {
    add() {
      lines += 1;
      if (lines > maxSilentLines) throw tooLong(provider, `${maxSilentLines} lines that say nothing`);
    },
    end: () => void (lines = 0),
  };
}

const tooLong = (provider: string, what: string) =>
  new LLMError("invalid_response", `${provider} sent ${what}`, { provider });

/** Reads at most `limit` bytes as text, and does not read the rest. */
export async function readAtMost(chunks: AsyncIterable<Uint8Array>, limit: number): Promise<string> {
  const read = createByteBuffer();
  for await (const chunk of chunks) {
    read.add(chunk.subarray(0, limit - read.length()));
    if (read.length() >= limit) break;
  }
  return new TextDecoder().decode(read.take());
}

/** One server-sent event. `error`: a field that llama.cpp writes instead of `event: error`. `isLast`: the stream ended before the event did. */
export type ServerSentEvent = { event: string; data: string; error: string; isLast: boolean };

export async function* readEvents(
  provider: string,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<ServerSentEvent> {
  const silence = countSilentLines(provider);
  const splitter = createLineSplitter(provider, maxLineBytes);
  const breath = createBreath();
  let fields = noFields();
  const add = (line: string) => {
    addField(fields, line);
    if (fields.length > maxLineBytes) throw tooLong(provider, `an event of more than ${maxLineBytes} bytes`);
  };
  for await (const chunk of chunks)
    for (const line of splitter.split(chunk)) {
      if (breath.isDue()) await breath.take();
      if (line !== "") {
        silence.add();
        add(line);
        continue;
      }
      if (hasContent(fields)) {
        silence.end();
        yield toEvent(fields, false);
      } else silence.add();
      fields = noFields();
    }
  add(splitter.rest() ?? "");
  if (hasContent(fields)) yield toEvent(fields, true);
}

/** `length`: of its lines, in UTF-16 units. */
type Fields = { event: string; data: string[]; error: string[]; length: number };
const noFields = (): Fields => ({ event: "", data: [], error: [], length: 0 });
const hasContent = ({ data, error }: Fields) => data.length > 0 || error.length > 0;

function addField(fields: Fields, line: string): void {
  const colon = line.indexOf(":");
  const name = colon < 0 ? line : line.slice(0, colon);
  const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
  if (name === "event") fields.event = value;
  if (name !== "data" && name !== "error") return;
  fields[name].push(value);
  fields.length += value.length + 1;
}

function toEvent({ event, data, error }: Fields, isLast: boolean): ServerSentEvent {
  return { event, data: data.join("\n"), error: error.join("\n"), isLast };
}
