import { korean } from "#shared/languages/korean.ts";
import { pronounceNumber, spellNumber } from "./korean/numbers.ts";
import { listPronunciations, type Pronunciations } from "./korean/readings.ts";
import { type LanguageAnalyser, type LanguageData, readingsFrom, toWord, unchecked } from "./language-analyser.ts";
import type { ReadingCheck } from "./types.ts";

/** Splits words at spaces and reads each by the rules of standard pronunciation, with a list of words that the rules do not cover. */
export function createKorean(_data: LanguageData): LanguageAnalyser {
  return {
    analyse: (text) =>
      wordRuns(text).map(({ 0: surface, index: start }) => {
        const end = start + surface.length;
        const said = pronounceText(surface);
        if (!said) return toWord(text, start, end, {});
        const first = said.right[0]!;
        return toWord(text, start, end, {
          reading: first === surface.normalize("NFC") ? "" : first,
          ...readingsFrom("rule", said.right),
        });
      }),
    check: (text, { start, end, reading }) => checkReading(text.slice(start, end), reading),
  };
}

/** Letters and digits without a space between them; `1,000원` is one word. */
const wordRuns = (text: string) => [...text.matchAll(/\d{1,3}(?:,\d{3})+[\p{L}\p{N}\p{M}]*|[\p{L}\p{N}\p{M}]+/gu)];

function checkReading(surface: string, reading: string): ReadingCheck {
  const said = pronounceText(surface);
  if (!said) return unchecked;
  const candidates = said.right;
  const known = readingsFrom("rule", candidates);
  const given = fold(reading || surface);
  if (!korean.canBeReading(surface, given)) return { verdict: "conflict", ...known };
  if (said.right.some((known) => fold(known) === given)) return { verdict: "agrees", ...known };
  // no claim was made about a word whose pronunciation differs from its spelling
  if (reading === "") return { verdict: "unchecked", ...known };
  const isPossible = /\d/.test(surface) || said.possible.some((known) => fold(known) === given);
  return { verdict: isPossible ? "possible" : "conflict", ...known };
}

/** The pronunciations of a text: of each run of Hangul, of numbers with what follows them, other letters as they are. Null without Hangul. */
function pronounceText(surface: string): Pronunciations | null {
  const text = surface.normalize("NFC");
  if (!/[가-힣]/.test(text)) return null;
  const parts = [...text.matchAll(/(\d[\d,]*)([가-힣]*)|[가-힣]+|[^\d가-힣]+/g)].map(
    ([part, digits, rest = ""]): Pronunciations => {
      if (digits !== undefined) {
        const right = spellNumber(digits, rest).map(pronounceNumber);
        return {
          right: right.length > 0 ? right : [digits + (rest && listPronunciations(rest).right[0]!)],
          possible: [],
        };
      }
      return /[가-힣]/.test(part) ? listPronunciations(part) : { right: [part], possible: [] };
    },
  );
  const right = combine(parts.map((part) => part.right));
  const all = combine(parts.map((part) => [...part.right, ...part.possible]));
  // spoken without a pause, words meet across the space: 옷 안 [오단]
  const joined = text.replaceAll(" ", "");
  const linked =
    joined !== text && /^[가-힣]+$/.test(joined) ? listPronunciations(joined) : { right: [], possible: [] };
  return { right, possible: [...all.filter((said) => !right.includes(said)), ...linked.right, ...linked.possible] };
}

const mostCombinations = 16;

function combine(parts: readonly (readonly string[])[]): string[] {
  return parts.reduce<string[]>(
    (before, choices) => before.flatMap((start) => choices.map((choice) => start + choice)).slice(0, mostCombinations),
    [""],
  );
}

/** One spelling for readings that sound the same: without spaces, and ㅕ after ㅈ, ㅉ, ㅊ as ㅓ (article 5): 가져가는 [가저가는]. */
function fold(reading: string): string {
  return korean
    .normaliseReading(reading)
    .replaceAll(" ", "")
    .normalize("NFD")
    .replace(/([ᄌᄍᄎ])ᅧ/g, "$1ᅥ")
    .normalize("NFC");
}
