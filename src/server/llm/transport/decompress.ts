import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { LLMError } from "#server/llm/types.ts";

/** More than one is rare; a hostile server could name a thousand. */
const mostEncodings = 3;

/** The beginning of a JSON text, of a line of an event stream, or of a web page. Compressed data can begin with the same byte. */
const textStart = /^(?:\uFEFF|\s)*(?:[{["<]|(?:data|event|id|retry)?:)/;

/**
 * The body of a response without its compression. We ask for `identity`, but some gateways compress anyway, some name an encoding
 * that the body does not have, and some omit the name of the encoding they used. So the first bytes decide.
 */
export async function decompress(response: IncomingMessage, provider: string): Promise<Readable> {
  const first = await peek(response);
  const names = first.length === 0 ? [] : encodingsOf(response.headers["content-encoding"], first);
  if (names.length === 0) return response;
  let body: Readable = response;
  for (const name of names) {
    const decoder = await createDecoder(name, first);
    if (!decoder || names.length > mostEncodings) throw cannotDecompress(provider, name);
    // also if it broke off: the decoder first decompresses the part that arrived, then reports the missing end
    body.once("close", () => decoder.end()).once("error", () => decoder.end());
    body = body.pipe(decoder);
  }
  return body;
}

/** Waits for the first bytes and leaves them in the response. Empty if it has none, or if it fails: then its reader gets the error. */
async function peek(response: IncomingMessage): Promise<Uint8Array> {
  while (!response.readableEnded && !response.destroyed) {
    const first: unknown = response.read();
    if (first instanceof Uint8Array) {
      response.unshift(first);
      return first;
    }
    await new Promise<void>((resolve) => {
      for (const event of ["readable", "end", "close", "error"]) response.once(event, () => resolve());
    });
  }
  return new Uint8Array();
}

/** Whether all these bytes, not only the first one, can be text. */
function isText(bytes: Uint8Array): boolean {
  // the last letter may be incomplete
  const start = Buffer.from(bytes.subarray(0, 64))
    .toString()
    .replace(/\uFFFD{1,3}$/, "");
  // oxlint-disable-next-line no-control-regex
  return textStart.test(start) && !/[\u0000-\u0008\u000E-\u001F\uFFFD]/.test(start);
}

/** The encodings of a body, the outermost first. */
function encodingsOf(header: string | undefined, first: Uint8Array): string[] {
  if (isText(first)) return [];
  const names = (header ?? "").split(",").map((name) => name.trim().toLowerCase().replace(/^x-/, ""));
  const named = names.filter((name) => name !== "" && name !== "identity").toReversed();
  if (named.length > 0) return named;
  if (first[0] === 0x1f && first[1] === 0x8b) return ["gzip"];
  return first[0] === 0x28 && first[1] === 0xb5 && first[2] === 0x2f && first[3] === 0xfd ? ["zstd"] : [];
}

async function createDecoder(name: string, first: Uint8Array) {
  const zlib = await import("node:zlib");
  switch (name) {
    case "gzip":
      return zlib.createGunzip();
    case "deflate":
      // some servers leave out the header of zlib
      return (first[0]! & 0x0f) === 8 ? zlib.createInflate() : zlib.createInflateRaw();
    case "br":
      return zlib.createBrotliDecompress();
    case "zstd":
      return zlib.createZstdDecompress();
    default:
      return null;
  }
}

/** The error of a decoder, or null. A body that only ends too early was cut off, like one without compression. */
export function toDecoderError(error: unknown, provider: string): LLMError | null {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (!/^(?:Z_|ZSTD_|ERR_BROTLI|ERR__ERROR_|BROTLI)/i.test(code) || code === "Z_BUF_ERROR") return null;
  return cannotDecompress(provider, code);
}

const cannotDecompress = (provider: string, what: string) =>
  new LLMError("invalid_response", `${provider} sent compressed data that cannot be read (${what})`, {
    provider,
    retryable: false,
    reason: "compressed",
  });
