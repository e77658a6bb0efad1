/** Encodes a text in an encoding that only `TextDecoder` knows, by decoding every pair of bytes. */
export function encodeIn(encoding: string, text: string): Uint8Array<ArrayBuffer> {
  const decoder = new TextDecoder(encoding);
  const bytesOf = new Map<string, number[]>();
  for (let first = 0x81; first <= 0xfe; first++)
    for (let second = 0x40; second <= 0xfe; second++) {
      const letter = decoder.decode(new Uint8Array([first, second]));
      if (Array.from(letter).length === 1 && letter !== "\ufffd" && !bytesOf.has(letter))
        bytesOf.set(letter, [first, second]);
    }
  return new Uint8Array(
    Array.from(text).flatMap((letter) => {
      if (letter <= "\u007f") return [letter.charCodeAt(0)];
      const bytes = bytesOf.get(letter);
      if (!bytes) throw new Error(`${letter} is not in ${encoding}`);
      return bytes;
    }),
  );
}

/** UTF-16 with or without a byte order mark. */
export function encodeUtf16(text: string, { isLittle = true, hasMark = true } = {}): Uint8Array<ArrayBuffer> {
  const units = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  return new Uint8Array(
    [...(hasMark ? [0xfeff] : []), ...units].flatMap((unit) =>
      isLittle ? [unit & 0xff, unit >> 8] : [unit >> 8, unit & 0xff],
    ),
  );
}
