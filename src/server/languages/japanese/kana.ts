import { toHiragana } from "#shared/languages/japanese.ts";

export const hasHan = (text: string) => /\p{sc=Han}/u.test(text);
export const isHan = (text: string) => /^\p{sc=Han}+$/u.test(text);
export const isKana = (text: string) => /^[\p{sc=Hiragana}\p{sc=Katakana}ー]+$/u.test(text.normalize("NFKC"));
export const isKatakana = (text: string) => /^[\p{sc=Katakana}ー]+$/u.test(text.normalize("NFKC"));

/** Kana as a reading is written: `ｶﾞｲﾄﾞ → がいど`. */
export const toReading = (kana: string) => toHiragana(kana.normalize("NFKC"));

const voiced: Record<string, string> = {};
for (const [plain, thick] of [
  ["かきくけこさしすせそたちつてと", "がぎぐげござじずぜぞだぢづでど"],
  ["はひふへほ", "ばびぶべぼ"],
] as const) {
  Array.from(plain).forEach((kana, at) => (voiced[kana] = thick.charAt(at)));
}

/** Rendaku: `かみ → がみ`. The same if the word begins with a sound that has no voiced form, or holds a voiced sound (Lyman's law). */
export function voice(reading: string): string {
  if (/[がぎぐげござじずぜぞだぢづでどばびぶべぼ]/.test(reading.slice(1))) return reading;
  const first = reading.charAt(0);
  return (voiced[first] ?? first) + reading.slice(1);
}

const plain = new Map(Object.entries(voiced).map(([kana, thick]) => [thick, kana]));

/** The opposite of rendaku: `ぐい → くい`. */
export const unvoice = (reading: string) => (plain.get(reading.charAt(0)) ?? reading.charAt(0)) + reading.slice(1);
