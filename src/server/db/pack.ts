import usualText from "./usual-log-text.txt" with { type: "text" };

/**
 * Packs a text with DEFLATE (RFC 1951). `against` is a text that it repeats, and `usualText` is what every log repeats; both are dictionaries
 * for the compression, so they are needed again to unpack it.
 */
export const pack = (text: string, against = ""): Uint8Array =>
  Buffer.concat([Uint8Array.of(version), loadZlib().deflateRawSync(text, { dictionary: dictionaryOf(against) })]);

/** Null if the bytes are damaged, or if a version of Blossom packed them that this one does not know. */
export function unpack(bytes: Uint8Array, against = ""): string | null {
  if (bytes[0] !== version) return null;
  try {
    return loadZlib()
      .inflateRawSync(bytes.subarray(1), { dictionary: dictionaryOf(against) })
      .toString();
  } catch {
    return null;
  }
}

/** Loading it takes 20 ms and 5 MB, so the app does not load it at the start. */
function loadZlib(): typeof import("node:zlib") {
  return require("node:zlib");
}

/** Counts up when `usual-log-text.txt` changes; the old text then stays for the old number. */
const version = 1;

/** DEFLATE finds repetitions at most 32 KB back, and refers to the nearest ones with the fewest bits. */
const dictionaryOf = (against: string): Buffer => Buffer.concat([usual, Buffer.from(against)]).subarray(-32_768);
const usual = Buffer.from(usualText);
