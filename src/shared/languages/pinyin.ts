/** Every syllable of standard Mandarin without its tone, grouped by initial. */
const table = `
  : a ai an ang ao e ei en eng er o ou
  b: a ai an ang ao ei en eng i ian iao ie in ing o u
  p: a ai an ang ao ei en eng i ian iao ie in ing o ou u
  m: a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u
  f: a an ang ei en eng o ou u
  d: a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo
  t: a ai an ang ao e ei eng i ian iao ie ing ong ou u uan ui un uo
  n: a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan un uo ü üe
  l: a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo ü üe
  g: a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
  k: a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
  h: a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
  j: i ia ian iang iao ie in ing iong iu u uan ue un
  q: i ia ian iang iao ie in ing iong iu u uan ue un
  x: i ia ian iang iao ie in ing iong iu u uan ue un
  zh: a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo
  ch: a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo
  sh: a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo
  r: an ang ao e en eng i ong ou u ua uan ui un uo
  z: a ai an ang ao e ei en eng i ong ou u uan ui un uo
  c: a ai an ang ao e en eng i ong ou u uan ui un uo
  s: a ai an ang ao e en eng i ong ou u uan ui un uo
  y: a ai an ang ao e i in ing o ong ou u uan ue un
  w: a ai an ang ei en eng o u`;

/** Every syllable of standard Mandarin, without its tone. */
export const pinyinSyllables: ReadonlySet<string> = new Set(
  table
    .trim()
    .split("\n")
    .flatMap((line) => {
      const [initial = "", finals = ""] = line.split(":");
      return finals
        .trim()
        .split(" ")
        .map((final) => initial.trim() + final);
    }),
);

/** `nǚ → nü`, `běi → bei` */
export function withoutTone(syllable: string): string {
  return syllable
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300\u0301\u0304\u030c]/g, "")
    .normalize("NFC");
}

/** No word or name has more parts. */
const mostGroups = 50;

/**
 * Splits a word in pinyin into syllables, with a merged 儿 as `r`; null if it is not pinyin.
 * `zhōngguó → zhōng guó`, `nǚ'ér → nǚ ér`, `wánr → wán r`. If several splits are possible, `count` decides first, and then the rule
 * that a later syllable needs an apostrophe before a vowel: `fāngàn → fān gàn`, `fāng'àn → fāng àn`.
 */
export function splitPinyin(reading: string, count?: number): string[] | null {
  const groups = reading
    .normalize("NFC")
    .trim()
    .split(/[\s'’·-]+/)
    .filter(Boolean);
  if (groups.length > mostGroups) return null;
  let whole: string[][] = [[]];
  for (const group of groups) {
    const cuts = cutGroup(group);
    whole = whole.flatMap((before) => cuts.map((cut) => [...before, ...cut])).slice(0, 64);
  }
  const fitting = whole.filter((cut) => cut.length > 0 && (count === undefined || cut.length === count));
  return fitting[0] ?? null;
}

/** All splits, starting with those in which the fewest later syllables begin with a vowel. */
function cutGroup(group: string): string[][] {
  const cuts: string[][] = [];
  const visit = (from: number, cut: string[]) => {
    if (cuts.length >= 64) return;
    if (from === group.length) return void cuts.push(cut);
    for (let to = Math.min(group.length, from + 6); to > from; to--) {
      const syllable = group.slice(from, to);
      // cìrtóu; before a vowel the r begins a syllable: nǎrén
      const isErhua = syllable === "r" && cut.length > 0 && !/^[aeiouü]/.test(withoutTone(group.slice(to, to + 1)));
      if (isErhua || isSyllable(syllable)) visit(to, [...cut, syllable]);
    }
  };
  if (group.length <= 48) visit(0, []);
  const vowelStarts = (cut: string[]) => cut.slice(1).filter((syllable) => /^[aeo]/.test(withoutTone(syllable))).length;
  return cuts.sort((one, other) => vowelStarts(one) - vowelStarts(other));
}

function isSyllable(syllable: string): boolean {
  const marks = syllable.normalize("NFD").match(/[\u0300\u0301\u0304\u030c]/g) ?? [];
  return marks.length <= 1 && pinyinSyllables.has(withoutTone(syllable));
}

/** Joins the syllables of one word by the spelling rules: `xī ān → xī'ān`, `wán r → wánr`. */
export function joinPinyin(parts: readonly string[]): string {
  return parts.reduce(
    (word, syllable) => word + (word && /^[aeoāáǎàēéěèōóǒò]/i.test(syllable) ? "'" : "") + syllable,
    "",
  );
}

/** Pinyin with tone numbers as pinyin with tone marks, each syllable apart: `bei3jing1`, `bei3 jing1` → běi jīng; `lu:4`, `lv4` → lǜ. 5 is the neutral tone. */
export const markTones = (numbered: string): string =>
  numbered
    .replace(/:\s+/g, ":")
    .replace(/(?<!\s)\s+:/g, ":")
    .replace(/u:|v(?=[e\d])/g, "ü")
    .replace(/U:|V(?=[e\d])/g, "Ü")
    .replace(/([A-Za-zÜü]{1,8})([0-5])(?=([A-Za-zÜü])?)/g, (_, letters: string, tone: string, next?: string) =>
      [markTone(letters, Number(tone)), next ? " " : ""].join(""),
    );

/** Each vowel with the marks of the four tones. */
const marked: Record<string, string> = { a: "āáǎà", e: "ēéěè", i: "īíǐì", o: "ōóǒò", u: "ūúǔù", ü: "ǖǘǚǜ" };

/** The mark stands on a or e, on the o of ou, else on the last vowel. */
function markTone(syllable: string, tone: number): string {
  const first = syllable.search(/[ae]|ou/i);
  const at = first >= 0 ? first : syllable.search(/[iouü][^iouü]*$/i);
  const letter = syllable.charAt(at);
  const vowel = marked[letter.toLowerCase()]?.[tone - 1];
  if (!vowel) return syllable;
  return (
    syllable.slice(0, at) + (letter === letter.toLowerCase() ? vowel : vowel.toUpperCase()) + syllable.slice(at + 1)
  );
}

/** Joins the syllables of an entry. A capital or a Latin letter begins a new word: `Xī ān Shì → Xī'ān Shì`, `T xù → T xù`. */
export function joinSyllables(parts: readonly string[]): string {
  const words: string[][] = [];
  for (const part of parts) {
    const isNew = words.length === 0 || /^\p{Lu}/u.test(part) || /^[A-Z]+$/.test(words.at(-1)?.at(-1) ?? "");
    if (isNew) words.push([part]);
    else words.at(-1)?.push(part);
  }
  return words.map((word) => joinPinyin(word)).join(" ");
}

export const hasTone = (text: string): boolean => /[\u0300\u0301\u0304\u030c]/.test(text.normalize("NFD"));

/** Whether two readings differ only in that a later syllable is neutral in one of them: dōngxi and dōngxī. */
export function isSameButNeutral(one: string, other: string): boolean {
  const [first, second] = [splitPinyin(one.toLowerCase()), splitPinyin(other.toLowerCase())];
  if (!first || first.length !== second?.length) return false;
  return first.every((syllable, index) => {
    const its = second[index] ?? "";
    if (syllable === its) return true;
    return index > 0 && withoutTone(syllable) === withoutTone(its) && hasTone(syllable) !== hasTone(its);
  });
}
