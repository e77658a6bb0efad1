import { joinSyllables, splitSyllables, type Syllable } from "#shared/languages/jamo.ts";
import { breath, liaison, nasal, palatal, type Row, spokenFinals, tense, tenseOf } from "./sound-rules.ts";

/**
 * What is known about the place between two syllables, written between them in a marked spelling:
 * `+` two words meet: 꽃+잎 [꼰닙]. The final is spoken as at the end of a word, and ㄴ comes before 이, 야, 여, 요, 유 (articles 15, 29).
 * `=` two words meet, without an inserted ㄴ: 첫=인상 [처딘상].
 * `'` the next sound is tense: 발'전 [발쩐] (articles 26 to 28).
 * `-` a verb or adjective stem ends here: 신-고 [신꼬] (articles 24, 25).
 * `^` ㄹ is spoken ㄴ: 의견^란 [의견난] (article 20, exceptions).
 * `*` ㅅ only makes the next sound tense: 바닷*가 [바다까] (article 30).
 */
const allMarks = ["+", "=", "'", "-", "^", "*"] as const;
export type Mark = "" | (typeof allMarks)[number];

/** The mark that a letter is; empty if it is none. */
export const toMark = (letter: string | undefined): Mark => allMarks.find((mark) => mark === letter) ?? "";

/** A spelling in which a word's places are marked; the opposite of `readMarks`. */
export const writeMarks = (word: string, places: readonly Mark[]): string =>
  Array.from(word, (letter, index) => letter + (places[index] ?? "")).join("");

/** `발'전 → 발전` with the marks of each place: `["'"]`. */
export function readMarks(spelling: string): { word: string; places: Mark[] } {
  let word = "";
  const places: Mark[] = [];
  for (const letter of spelling) {
    const mark = toMark(letter);
    if (mark !== "") {
      if (places.length > 0) places[places.length - 1] = mark;
    } else {
      word += letter;
      places.push("");
    }
  }
  places.pop(); // nothing follows the last syllable
  return { word, places };
}

/** How whole Hangul syllables are pronounced, by the standard pronunciation rules and what is marked. */
export function pronounce(word: string, places: readonly Mark[] = []): string {
  const spelled = splitSyllables(word);
  const said = spelled.map((syllable) => ({ ...syllable }));
  for (let index = 0; index < said.length - 1; index++)
    meet(said[index]!, said[index + 1]!, places[index] ?? "", word[index]!);
  const last = said.at(-1);
  if (last) last.final = spokenFinals[last.final] ?? last.final;
  said.forEach((syllable, index) => soundVowel(syllable, spelled[index]!));
  return joinSyllables(said);
}

/** ㄺ ends a stem in every syllable but these nouns; ㄼ and ㄾ in every syllable but this one. */
const nounsInRieul = new Set("닭흙칡슭삵덟");
const endsStem = (letter: string, final: string, mark: Mark) =>
  mark === "-" || (/[ㄺㄼㄾ]/.test(final) && !nounsInRieul.has(letter));

/** Changes the end of one syllable and the beginning of the next. `letter`: the first one as it is spelled. */
function meet(left: Syllable, right: Syllable, mark: Mark, letter: string) {
  if (left.final === "") {
    if (mark === "'") right.initial = tenseOf[right.initial] ?? right.initial;
    return;
  }
  if (mark === "*") {
    left.final = "";
    right.initial = tenseOf[right.initial] ?? right.initial;
    return;
  }
  if (mark === "+" || mark === "=") meetAsWords(left, right, mark);
  const isStem = endsStem(letter, left.final, mark);
  const isBoundary = mark === "+" || mark === "=";
  const final = left.final;
  const isBeforeVowel = right.initial === "ㅇ"; // what moves to a vowel is not tense by article 24: 앉아 [안자]
  const steps = [isBoundary ? [] : palatal, mark === "'" ? [] : breath, liaison, isBeforeVowel ? [] : tense];
  for (const rows of steps) apply(rows, left, right, isStem);
  if (mark === "'") right.initial = tenseOf[right.initial] ?? right.initial;
  if (right.initial !== "ㅇ" || left.final === "ㅇ") speakFinal(left, right, isStem, letter, final);
  if (mark === "^" && left.final === "ㄴ" && right.initial === "ㄹ") right.initial = "ㄴ";
  else apply(nasal, left, right, isStem);
}

function meetAsWords(left: Syllable, right: Syllable, mark: Mark) {
  if (right.initial !== "ㅇ") return;
  if (mark === "+" && /[ㅣㅑㅕㅛㅠㅒㅖ]/.test(right.vowel)) right.initial = "ㄴ";
  else left.final = spokenFinals[left.final] ?? left.final;
}

/** Article 10: 밟- is [밥] before a consonant, 넓- is [넙] in 넓죽하다 and 넓둥글다. Article 11: a stem in ㄺ is [ㄹ] before ㄱ. */
function speakFinal(left: Syllable, right: Syllable, isStem: boolean, letter: string, final: string) {
  const isInner = left.final === final; // no step has moved it
  if (isInner && letter === "밟") left.final = "ㅂ";
  else if (
    isInner &&
    letter === "넓" &&
    /^[ㅈㅉㄷㄸ]$/.test(right.initial) &&
    /[ㅜㅓ]/.test(right.vowel) &&
    right.final !== ""
  )
    left.final = "ㅂ";
  else if (final === "ㄺ" && isStem && right.initial === "ㄲ") left.final = "ㄹ";
  else left.final = spokenFinals[left.final] ?? left.final;
}

function apply(rows: readonly Row[], left: Syllable, right: Syllable, isStem: boolean) {
  const row = rows.find(
    (each) =>
      left.final !== "" &&
      each.final.includes(left.final) &&
      each.initial.includes(right.initial) &&
      (each.vowel === undefined || each.vowel.includes(right.vowel)) &&
      (!each.stem || isStem),
  );
  if (!row) return;
  const [final = "=", initial = "="] = row.to.split("|");
  if (final !== "=") left.final = final === "_" ? "" : final;
  if (initial === "tense") right.initial = tenseOf[right.initial] ?? right.initial;
  else if (initial !== "=") right.initial = initial;
}

/** Article 5: 져, 쪄, 쳐 are [저, 쩌, 처]; ㅢ after a consonant of its own syllable is [ㅣ]. */
function soundVowel(syllable: Syllable, spelled: Syllable) {
  if (syllable.vowel === "ㅕ" && /[ㅈㅉㅊ]/.test(syllable.initial)) syllable.vowel = "ㅓ";
  if (syllable.vowel === "ㅢ" && spelled.initial !== "ㅇ") syllable.vowel = "ㅣ";
}
