import { markTones } from "#shared/languages/pinyin.ts";
import { toKana } from "#shared/languages/romaji.ts";
import { fromZhuyin } from "#shared/languages/zhuyin.ts";
import type { Folding } from "#server/db/search/fold.ts";
import { gramsToFind } from "#server/db/search/grams.ts";
import { hasTones, toReadingForm, withoutTones } from "#server/db/search/reading-form.ts";

/** A piece of text to find. `raw`: as it was typed, for signs that folding removes. */
export type Needle = { raw: string; form: string; reading: string; hasTones: boolean };

/** One interpretation of the typed text: a document must contain all needles. `isReading`: in its readings. */
export type Way = { needles: readonly Needle[]; isReading: boolean };

/** More words than anyone types. The search ignores further words, so results may lack them. */
const mostWords = 12;

/** All interpretations of the typed text: as text, and as a reading in another notation. Empty if there is nothing to find. */
export function readQuery(typed: string, folding: Folding): Way[] {
  const text = typed.replace(loneHalves, "").trim();
  const words = text.split(/\s+/u).filter(Boolean);
  if (words.length === 0) return [];
  const asTyped = { needles: words.slice(0, mostWords).map((word) => toNeedle(word, folding)), isReading: false };
  const readings = notations(text).map((reading) => ({ needles: [toNeedle(reading, folding)], isReading: true }));
  return [asTyped, ...readings];
}

/** A half of a surrogate pair is in no stored text, but a learner can cut one out of a message. */
const loneHalves = /\p{Cs}/gu;

function toNeedle(word: string, folding: Folding): Needle {
  const reading = toReadingForm(word, folding);
  return { raw: word, form: folding.toForm(word), reading, hasTones: hasTones(reading) };
}

/** Nobody types a longer reading. */
const longestReading = 200;
const isLatin = /^[\p{sc=Latin}\d'’:\-\s\u0300\u0301\u0304\u0308\u030C]+$/u;

/** The typed text in the notations in which readings are stored: `zuo2 tian1` → zuótiān, `ㄗㄨㄛˊ` → zuó, `lv` → lü, `kinou` → きのう. */
function notations(text: string): string[] {
  if (text.length > longestReading) return [];
  const join = (parts: string) => parts.replaceAll(/\s+/g, "");
  const zhuyin = fromZhuyin(text);
  // the first tone has no mark in Zhuyin, so a text without marks may have been typed without tones
  if (zhuyin !== null) return [join(/[ˊˇˋ˙]/.test(text) ? markTones(zhuyin) : zhuyin.replaceAll(/[1-5]/g, ""))];
  if (!isLatin.test(text)) return [];
  const latin = join(text).toLowerCase();
  const all = [join(text), join(markTones(text)), join(markTones(text.replaceAll(/v/gi, "ü"))), toKana(latin) ?? latin];
  const isOther = (each: string) => each !== text || hasTones(each.normalize("NFD"));
  return [...new Set(all)].filter((each) => each !== "" && isOther(each));
}

/** The pieces that a document must have, for each way. Null if one of the ways is too short for the index. */
export function gramsOfWays(ways: readonly Way[]): number[][] | null {
  const all = ways.map(({ needles, isReading }) =>
    needles.flatMap(({ form, reading }) => gramsToFind(isReading ? withoutTones(reading) : form)),
  );
  return all.some((grams) => grams.length === 0) ? null : all;
}
