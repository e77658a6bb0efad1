import type { ServerResponse } from "node:http";
import { ollamaTexts } from "./ollama-texts.ts";
import { type ChatRequest, type Reply, toPieces } from "./script.ts";

/** How one protocol writes an answer. Every string is a whole line or event with its newline. */
export type Wire = {
  contentType: string;
  opening: readonly string[];
  thinking: (text: string) => string;
  piece: (text: string) => string;
  /** The closing line can carry text. */
  closesWithText?: boolean;
  /** After more than 30 equal pieces the body ends without a closing line or an error. Pieces of white space count as equal. */
  givesUpOnRepeats?: boolean;
  closing: (end: Ending) => readonly string[];
  failure: (error: string | object) => readonly string[];
};
export type Ending = {
  finish: NonNullable<Reply["finish"]>;
  /** The number of pieces sent. */
  tokens: number;
  lastText: string;
  reply: Reply;
};

export type Sending = {
  response: ServerResponse;
  reply: Reply;
  request: ChatRequest;
  /** Waits scripted milliseconds. Returns early if the client leaves. */
  sleep: (ms: number) => Promise<void>;
  /** Resolves when the client has left. */
  gone: Promise<unknown>;
  thinks: boolean;
  unload?: (() => void) | undefined;
  /** Bytes that are sent in one write at the end. */
  held?: Uint8Array[];
};

/** Sends one reply with status 200, to its end or to where its script breaks it off. */
export async function sendReply(wire: Wire, sending: Sending): Promise<void> {
  const { reply, response } = sending;
  response.setHeader("content-type", wire.contentType);
  for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
  if (reply.raw) {
    for (const part of reply.raw) await write(sending, part);
    return void response.end();
  }
  if (!(await sendPieces(wire, sending))) return;
  response.end(sending.held ? Buffer.concat(sending.held) : undefined);
}

/** Returns false if the script has already ended the connection. */
async function sendPieces(wire: Wire, sending: Sending): Promise<boolean> {
  const { reply, request, response } = sending;
  for (const line of wire.opening) await write(sending, line);
  if (sending.thinks) for (const text of toPieces(reply.thinking ?? "")) await write(sending, wire.thinking(text));

  let count = 0;
  let held = "";
  const holds = reply.textOnLastLine === true && wire.closesWithText === true;
  let finish = reply.finish ?? "stop";
  const isStuck = createRepeatGuard();
  for await (const piece of reply.pieces ?? toPieces(reply.text ?? "")) {
    if (reply.dies === count) return die(wire, sending);
    if (wire.givesUpOnRepeats && isStuck(piece)) return true;
    if (reply.cut?.after === count) return cut(wire.piece(piece), sending);
    if (reply.silentAfter === count) return silence(sending);
    if (reply.malformedAfter === count) await write(sending, wire.piece("x").replace(/[{}]/g, "["));
    if (count === request.maxTokens) {
      finish = "length";
      break;
    }
    if (reply.tokensPerSecond) await sending.sleep(1000 / reply.tokensPerSecond);
    if (holds && held) await write(sending, wire.piece(held));
    if (holds) held = piece;
    else await write(sending, wire.piece(piece));
    if (response.destroyed) return false;
    count += 1;
  }
  if (reply.dies === count) return die(wire, sending);
  if (reply.cut?.after === count) return cut(wire.piece("終わり"), sending);
  if (reply.silentAfter === count) return silence(sending);
  if (reply.malformedAfter === count) await write(sending, wire.piece("x").replace(/[{}]/g, "["));
  if (reply.errorLine !== undefined) {
    for (const line of wire.failure(reply.errorLine)) await write(sending, line);
    return true;
  }
  if (finish === "never") return true;
  const lines = wire.closing({ finish, tokens: count, lastText: held, reply });
  for (const [index, line] of lines.entries()) {
    const isLast = index === lines.length - 1;
    await write(sending, reply.noFinalNewline && isLast ? line.trimEnd() : line);
  }
  return true;
}

/** Detects more than 30 equal pieces in a row, as Ollama does. */
function createRepeatGuard(): (piece: string) => boolean {
  let before: string | null = null;
  let equal = 0;
  return (piece) => {
    const trimmed = piece.trim();
    equal = trimmed === before ? equal + 1 : 0;
    before = trimmed;
    return equal > 30;
  };
}

async function die(wire: Wire, sending: Sending): Promise<true> {
  sending.unload?.();
  for (const line of wire.failure(ollamaTexts.runnerDied)) await write(sending, line);
  return true;
}

async function cut(next: string, { reply, response, request, ...rest }: Sending): Promise<false> {
  if (reply.cut?.inside) {
    const bytes = new TextEncoder().encode(next);
    // if possible inside a character: after the first byte of the last three-byte character
    const middle = bytes.findLastIndex((byte) => byte >= 0xe0);
    await write({ reply, response, request, ...rest }, bytes.subarray(0, middle > 0 ? middle + 1 : bytes.length / 2));
  }
  if (reply.cut?.how === "destroy") response.destroy();
  else response.end();
  return false;
}

async function silence({ response, gone }: Sending): Promise<false> {
  response.flushHeaders();
  await gone;
  return false;
}

async function write(sending: Sending, part: string | Uint8Array): Promise<void> {
  const { response, reply, gone } = sending;
  const text = typeof part === "string" && reply.crlf ? part.replaceAll("\n", "\r\n") : part;
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  if (reply.slice === "together") return void (sending.held ??= []).push(bytes);
  for (const slice of toSlices(bytes, reply.slice)) {
    if (response.destroyed) return;
    // everything before the break must be sent before it
    if (reply.cut) await Promise.race([new Promise((resolve) => response.write(slice, resolve)), gone]);
    if (reply.cut) continue;
    const drained = response.write(slice);
    // each slice becomes its own write, and a client that does not read makes the server wait
    if (reply.slice) await new Promise(setImmediate);
    if (!drained) await Promise.race([new Promise((resolve) => response.once("drain", resolve)), gone]);
  }
}

function toSlices(bytes: Uint8Array, slice: Reply["slice"]): Iterable<Uint8Array> {
  if (!slice || slice === "together") return [bytes];
  if (slice === "bytes") return Array.from(bytes, (_, index) => bytes.subarray(index, index + 1));
  return slice(bytes);
}
