import type { LearningLanguage } from "#shared/languages/types.ts";
import { tableLines } from "#shared/table-lines.ts";
import letterTable from "./common-letters.txt" with { type: "text" };
import { type Encoding, encodings } from "./encodings.ts";

/** `isGuess`: nothing in the file says that this is its encoding, so the learner can choose another one. */
export type Decoded = { text: string; encoding: Encoding; isGuess: boolean };

/** So much of a file is decoded with each encoding to compare them. */
const sampleBytes = 64 * 1024;
/** Below this score, no encoding makes text of the file. */
const lowestScore = 0.35;
/** How much the learner's language counts: what is as likely in two languages is in theirs. */
const ownLanguage = 0.1;

/** The text of a subtitle file. Null if its encoding cannot be guessed. A byte order mark decides, then valid UTF-8, then the letters. */
export function decodeSubtitles(bytes: Uint8Array, language: LearningLanguage): Decoded | null {
  const marked = findMark(bytes);
  if (marked) return { text: decodeAs(bytes, marked), encoding: marked, isGuess: false };
  const utf16 = findUtf16(bytes);
  if (utf16) return { text: decodeAs(bytes, utf16), encoding: utf16, isGuess: true };
  const utf8 = decodeStrictly(bytes);
  if (utf8 !== null) {
    // Japanese of old mail is written in ASCII with escapes
    if (utf8.includes("\u001b$@") || utf8.includes("\u001b$B")) return guessed(bytes, "iso-2022-jp");
    return { text: utf8, encoding: "utf-8", isGuess: false };
  }
  const sample = bytes.subarray(0, sampleBytes);
  const scored = candidates.map((encoding) => ({ encoding, score: scoreOf(sample, encoding, language) }));
  const best = scored.reduce((one, other) => (other.score > one.score ? other : one));
  return best.score < lowestScore ? null : guessed(bytes, best.encoding);
}

/** The text of a file in the encoding that the learner chose. What cannot be decoded becomes �. */
export const decodeAs = (bytes: Uint8Array, encoding: Encoding): string => new TextDecoder(encoding).decode(bytes);

const guessed = (bytes: Uint8Array, encoding: Encoding): Decoded => ({
  text: decodeAs(bytes, encoding),
  encoding,
  isGuess: true,
});

function findMark([first, second, third]: Uint8Array): Encoding | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return null;
}

/** The digits of the times have a zero byte in UTF-16: before them or behind them. Nothing else has so many on one side. */
function findUtf16(bytes: Uint8Array): Encoding | null {
  const sample = bytes.subarray(0, 1024);
  const zeros = [0, 0];
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2]!++;
  const [even, odd] = zeros as [number, number];
  if (Math.max(even, odd) * 5 < sample.length || Math.min(even, odd) * 8 > Math.max(even, odd)) return null;
  return odd > even ? "utf-16le" : "utf-16be";
}

function decodeStrictly(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** UTF-8 is one of them: a file that was cut in the middle of a letter is still in UTF-8. */
const candidates = encodings.map(({ name }) => name).filter((name) => !/^(?:utf-16|iso-2022)/.test(name));

const commonLetters = new Map(
  tableLines(letterTable).map((line): [string, ReadonlySet<string>] => {
    const [language = "", letters = ""] = line.split(" ");
    return [language, new Set(letters)];
  }),
);
const script = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}々ー]/u;

/** From 0 to 1, and more for the learner's language: the share of letters of the script, half of it for common ones, without what cannot be decoded. */
function scoreOf(sample: Uint8Array, encoding: Encoding, own: LearningLanguage): number {
  const letters = Array.from(withoutCutLetter(decodeAs(sample, encoding))).filter((letter) => letter > "\u007f");
  const share = (isOne: (letter: string) => boolean) => letters.filter(isOne).length / Math.max(1, letters.length);
  const broken = share((letter) => letter === "\ufffd" || isPrivate(letter));
  const fixed = encodings.find(({ name }) => name === encoding)?.language;
  if (encoding === "windows-1252") return scoreOfLatin(sample, letters);
  const languages = fixed ? [fixed] : [...commonLetters.keys()];
  const scores = languages.map((language) => {
    const common = commonLetters.get(language);
    const isCommon = share((letter) => common?.has(letter) ?? false);
    return Math.min(1, isCommon * 2) * 0.7 + (language === own ? ownLanguage : 0);
  });
  return Math.max(...scores) + share((letter) => script.test(letter)) * 0.3 - broken * 4;
}

/** At the end of a sample, or of a file that is not whole, a letter may be cut. */
const withoutCutLetter = (text: string) => text.replace(/\ufffd{1,3}$/, "");

/** Private letters and half-width kana are what wrong encodings make of text. */
const isPrivate = (letter: string) => /[\p{Co}\p{Cn}\u0080-\u009f\uff61-\uff9f]/u.test(letter);

/** European subtitles have an accent here and there, between plain letters. */
function scoreOfLatin(sample: Uint8Array, letters: readonly string[]): number {
  const share =
    letters.filter((letter) => /[\p{sc=Latin}’‘“”…–—¿¡«»♪]/u.test(letter)).length / Math.max(1, letters.length);
  return letters.length * 8 < sample.length ? share * 0.6 : 0;
}
