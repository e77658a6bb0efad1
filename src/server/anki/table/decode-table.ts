import type { Encoding } from "#shared/anki/source-values.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";

/** Older spreadsheets save in the encoding of their country. */
const usual: Record<LearningLanguage, readonly Encoding[]> = {
  ja: ["shift_jis", "euc-jp", "gb18030", "big5", "euc-kr"],
  "zh-Hans": ["gb18030", "big5", "shift_jis", "euc-jp", "euc-kr"],
  "zh-Hant": ["big5", "gb18030", "shift_jis", "euc-jp", "euc-kr"],
  ko: ["euc-kr", "gb18030", "shift_jis", "euc-jp", "big5"],
};

/** The encoding of a table: by its first bytes, by what can be UTF-8, or by what the learner's language usually has. */
export function findEncoding(bytes: Uint8Array, language: LearningLanguage): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const start = bytes.subarray(0, 200_000);
  if (read(start, "utf-8") !== null) return "utf-8";
  return usual[language].find((encoding) => isPlausible(read(start, encoding))) ?? "utf-8";
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

/** Japanese in EUC, read as Shift_JIS, is half-width kana; other mistakes give private or rare characters. */
function isPlausible(text: string | null): boolean {
  if (text === null) return false;
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const odd = count(/[\uff61-\uff9f\ue000-\uf8ff\u3400-\u4dbf\p{Cn}]/gu);
  return odd * 20 < count(/\P{ASCII}/gu);
}
