import type { Encoding } from "#shared/anki/source-values.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";

/** Older spreadsheets save in the encoding of their country. */
const usual: Record<LearningLanguage, readonly Encoding[]> = {
  ja: ["shift_jis", "euc-jp", "euc-kr", "gb18030", "big5"],
  "zh-Hans": ["gb18030", "big5", "euc-kr", "shift_jis", "euc-jp"],
  "zh-Hant": ["big5", "gb18030", "euc-kr", "shift_jis", "euc-jp"],
  ko: ["euc-kr", "gb18030", "shift_jis", "euc-jp", "big5"],
};

/** The encoding of a table: by its first bytes, by what can be UTF-8, or by what the learner's language usually has. */
export function findEncoding(bytes: Uint8Array, language: LearningLanguage): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const start = bytes.subarray(0, 200_000);
  if (read(start, "utf-8") !== null) return "utf-8";
  const possible = usual[language]
    .map((encoding) => ({ encoding, share: commonShare(start, encoding) }))
    .filter(({ encoding, share }) => share > 0.5 && read(start, encoding) !== null);
  // the most common characters; where two come close, the first one is more likely for this learner
  const most = Math.max(...possible.map(({ share }) => share));
  return possible.find(({ share }) => share > most - 0.08)?.encoding ?? "utf-8";
}

/** A text with replacement characters for what cannot be read. */
export const decodeTable = (bytes: Uint8Array, encoding: Encoding): string => new TextDecoder(encoding).decode(bytes);

/** Null if the bytes cannot be in this encoding. The last character may be cut. */
function read(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

type Range = readonly [from: number, to: number];
/**
 * First bytes of the characters that a list of words has: kana or Hangul, and the first level of Han letters. Another encoding than the file's
 * gives rare letters and half-width kana. `second`: the lowest second byte of them.
 */
const common: Partial<Record<Encoding, { first: readonly Range[]; second: number }>> = {
  shift_jis: {
    first: [
      [0x81, 0x83],
      [0x88, 0x98],
    ],
    second: 0x40,
  },
  "euc-jp": {
    first: [
      [0xa1, 0xa1],
      [0xa4, 0xa5],
      [0xb0, 0xcf],
    ],
    second: 0xa1,
  },
  gb18030: {
    first: [
      [0xa1, 0xa1],
      [0xa3, 0xa3],
      [0xa8, 0xa8],
      [0xb0, 0xd7],
    ],
    second: 0xa1,
  },
  big5: {
    first: [
      [0xa1, 0xa1],
      [0xa4, 0xc6],
    ],
    second: 0x40,
  },
  "euc-kr": {
    first: [
      [0xa1, 0xa1],
      [0xb0, 0xc8],
    ],
    second: 0xa1,
  },
};
const kanaInEuc: readonly Range[] = [[0xa4, 0xa5]];

/** How many of the letters beyond ASCII are common ones. Japanese in EUC has kana: without them, it is Chinese or Korean. */
function commonShare(bytes: Uint8Array, encoding: Encoding): number {
  const { first, second } = common[encoding] ?? { first: [], second: 0 };
  let [letters, known, kana] = [0, 0, 0];
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte < 0x80) continue;
    letters++;
    if (encoding === "shift_jis" && byte >= 0xa1 && byte <= 0xdf) continue; // half-width kana is one byte
    at++;
    if (isIn(first, byte) && bytes[at]! >= second) known++;
    if (isIn(kanaInEuc, byte)) kana++;
  }
  if (letters === 0 || (encoding === "euc-jp" && kana === 0)) return 0;
  return known / letters;
}

const isIn = (ranges: readonly Range[], byte: number) => ranges.some(([from, to]) => byte >= from && byte <= to);
