import { markTones } from "#shared/languages/pinyin.ts";
import { toKana } from "#shared/languages/romaji.ts";
import { fromZhuyin } from "#shared/languages/zhuyin.ts";
import type { Folding } from "#server/db/search/fold.ts";
import { gramsToFind } from "#server/db/search/grams.ts";
import { hasTones, toReadingForm, withoutTones } from "#server/db/search/reading-form.ts";

/** A piece of text to find. `raw`: as it was typed, for signs that folding removes. `isReading`: only in the readings of a document. */
export type Needle = { raw: string; form: string; reading: string; hasTones: boolean; isReading: boolean };

/** One interpretation of the typed text: a document must contain all needles. */
export type Way = readonly Needle[];

/** More words than anyone types. The search ignores further words, so results may lack them. */
const mostWords = 12;

/** All interpretations of the typed text: as text, and as a reading in another notation. Empty if there is nothing to find. */
export function readQuery(typed: string, folding: Folding): Way[] {
  const text = typed.replace(loneHalves, "").trim();
  const words = text.split(/\s+/u).filter(Boolean);
  if (words.length === 0) return [];
  const read = words.slice(0, mostWords);
  const asTyped = read.map((word) => toNeedle(word, folding));
  const whole = notations(text).map((reading) => [toNeedle(reading, folding, true)]);
  return [asTyped, ...whole, ...(words.length > 1 ? wordByWord(read, folding) : [])];
}

/** Each word in another notation, if it has one: `kinou ichiba` → きのう, いちば; `昨日 ichiba` → 昨日, いちば; `lv4 ㄒㄧㄥˊ` → lǜ, xíng. */
function wordByWord(words: readonly string[], folding: Folding): Way[] {
  const inPinyin = (word: string) => toPinyin(word)?.at(-1) ?? null;
  return [inKana, inPinyin].flatMap((write) => {
    const readings = words.map((word) => (word.length > longestReading ? null : write(word)) ?? word);
    const isOther = (at: number) => readings[at] !== words[at];
    return words.some((_, at) => isOther(at))
      ? [readings.map((reading, at) => toNeedle(reading, folding, isOther(at)))]
      : [];
  });
}

/** A half of a surrogate pair is in no stored text, but a learner can cut one out of a message. */
const loneHalves = /\p{Cs}/gu;

function toNeedle(word: string, folding: Folding, isReading = false): Needle {
  const reading = toReadingForm(word, folding);
  return { raw: word, form: folding.toForm(word), reading, hasTones: hasTones(reading), isReading };
}

/** Nobody types a longer reading. */
const longestReading = 200;
const isLatin = /^[\p{sc=Latin}\d'’:\-\s\u0300\u0301\u0304\u0308\u030C]+$/u;

/** The typed text in the notations in which readings are stored: `zuo2 tian1` → zuótiān, `ㄗㄨㄛˊ` → zuó, `lv` → lü, `kinou` → きのう. */
function notations(text: string): string[] {
  if (text.length > longestReading) return [];
  const all = [...(toPinyin(text) ?? []), inKana(text) ?? ""];
  const isOther = (each: string) => each !== text || hasTones(each.normalize("NFD"));
  return [...new Set(all)].filter((each) => each !== "" && isOther(each));
}

const join = (parts: string) => parts.replaceAll(/\s+/g, "");

/** The spellings of what may be pinyin: as it was typed, with its numbers as tones, and with v as ü. Null for other text. */
function toPinyin(text: string): string[] | null {
  const zhuyin = fromZhuyin(text);
  // the first tone has no mark in Zhuyin, so a text without marks may have been typed without tones
  if (zhuyin !== null) return [join(/[ˊˇˋ˙]/.test(text) ? markTones(zhuyin) : zhuyin.replaceAll(/[1-5]/g, ""))];
  if (!isLatin.test(text)) return null;
  return [text, markTones(text), markTones(text.replaceAll(/v/gi, "ü"))].map(join);
}

const inKana = (text: string) => (isLatin.test(text) ? toKana(join(text).toLowerCase()) : null);

/** The pieces that a document must have, for each way. Null if one of the ways is too short for the index. */
export function gramsOfWays(ways: readonly Way[]): number[][] | null {
  const all = ways.map((needles) =>
    needles.flatMap(({ form, reading, isReading }) => gramsToFind(isReading ? withoutTones(reading) : form)),
  );
  return all.some((grams) => grams.length === 0) ? null : all;
}
