import { hasTone, markTones, splitPinyin, withoutTone } from "#shared/languages/pinyin.ts";

/** `same`: the same, also as it is spoken (yí gè, bú shì). `close`: differs in a neutral tone or in how 儿 is spoken. */
export type Likeness = "same" | "close" | "different";

/** All readings of a character. */
export type ReadingsOf = (character: string) => readonly string[];

/** Compares a claimed reading of `surface` with one from the dictionary. A claim without any tone is compared without tones. */
export function compareReadings(surface: string, claim: string, reading: string, readingsOf: ReadingsOf): Likeness {
  const said = plain(claim);
  const own = plain(reading);
  if (said === own) return "same";
  if (!hasTone(said)) return said === withoutTone(own) || isErhuaOf(said, withoutTone(own)) ? "same" : "different";
  const letters = Array.from(surface).filter((letter) => /\p{sc=Han}/u.test(letter));
  const mine = splitPinyin(reading.toLowerCase());
  if (!mine) return "different";
  const ways = [splitPinyin(claim.toLowerCase(), mine.length), splitPinyin(claim.toLowerCase())];
  const claimed = ways.find((way) => way?.length === mine.length);
  if (!claimed) return "different";
  const likenesses = mine.map((syllable, index) =>
    compareSyllables(claimed[index] ?? "", syllable, {
      index,
      letter: letters[index] ?? "",
      next: mine[index + 1],
      readingsOf,
    }),
  );
  if (likenesses.includes("different")) return "different";
  return likenesses.includes("close") ? "close" : "same";
}

/** A claim in our spelling: `bei3 jing1` → běi jīng, `lv`, `lu:` → lü. No syllable has a v. */
export function toMarks(claim: string): string {
  const spelled = claim.replace(/u:|v/g, "ü").replace(/U:|V/g, "Ü");
  return /[a-zü][0-5]/i.test(spelled) ? markTones(spelled) : spelled;
}

const plain = (reading: string) =>
  reading
    .normalize("NFC")
    .toLowerCase()
    .replace(/[\s'’·-]/g, "");

const isErhuaOf = (said: string, own: string) => own.endsWith("r") && said === `${own.slice(0, -1)}er`;

type Place = { index: number; letter: string; next: string | undefined; readingsOf: ReadingsOf };

function compareSyllables(said: string, own: string, { index, letter, next, readingsOf }: Place): Likeness {
  if (said === own) return "same";
  if (letter === "一" || letter === "不") return isSandhi(letter, said, index, next) ? "same" : "different";
  if (isThirdToneSandhi(said, own, next)) return "close";
  if (own === "r") return /^(er|ér|r)$/.test(said) ? "close" : "different";
  if (index === 0 || withoutTone(said) !== withoutTone(own)) return "different";
  if (hasTone(said) === hasTone(own)) return "different";
  // a neutral tone against the full tone of the character: péngyou and péngyǒu, but not péngyóu
  return !hasTone(said) || readingsOf(letter).includes(said) ? "close" : "different";
}

/** Before another third tone, a third tone is said as a second: 你好 níhǎo. Dictionaries do not write it. */
const isThirdToneSandhi = (said: string, own: string, next: string | undefined): boolean =>
  own.normalize("NFD").replace("\u030c", "\u0301") === said.normalize("NFD") &&
  next !== undefined &&
  next.normalize("NFD").includes("\u030c");

/** 一 is yí before the fourth tone and yì before the others; 不 is bú before the fourth. Both are neutral inside a word: 看一看, 对不起. */
function isSandhi(letter: string, said: string, index: number, next: string | undefined): boolean {
  if (index > 0 && (said === "yi" || said === "bu")) return true;
  const isFourth = next !== undefined && /\u0300/.test(next.normalize("NFD"));
  const isUnknown = next === undefined || !hasTone(next); // the next word, or a neutral tone that stands for any
  if (letter === "不") return said === "bù" || (said === "bú" && (isFourth || isUnknown));
  return said === "yī" || (said === "yí" && (isFourth || isUnknown)) || (said === "yì" && (!isFourth || isUnknown));
}
