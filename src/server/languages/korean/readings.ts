import { splitSyllables } from "./jamo.ts";
import { markListed } from "./listed-words.ts";
import { type Mark, pronounce } from "./pronounce.ts";

/** The pronunciations of a word. `right`: correct by the standard; the page shows the first. `possible`: correct only if the word is a compound, or if its stem ends at that place. */
export type Pronunciations = { right: string[]; possible: string[] };

/** The most places that are varied; a word has few. */
const mostPlaces = 6;

/** How a word of whole Hangul syllables may be pronounced. */
export function listPronunciations(word: string): Pronunciations {
  const places = markFuture(word, markListed(word));
  const first = pronounce(word, places);
  const right = [first, ...allow(word, first)];
  if (/[맛멋]있/.test(word)) right.push(pronounce(word, markBefore(word, places, "있")));
  const possible = openPlaces(word, places).flatMap(({ index, mark }) => {
    const other = pronounce(word, places.with(index, mark));
    return [other, ...allow(word, other)];
  });
  return { right: unique(right), possible: unique(possible).filter((said) => !right.includes(said)) };
}

const unique = (texts: readonly string[]) => [...new Set(texts)];

/** Article 27: after the ending -(으)ㄹ, a plain sound of 게요, 걸, 수록, 지 or 거 is tense: 할게요 [할께요]. */
function markFuture(word: string, places: readonly Mark[]): Mark[] {
  const marked = [...places];
  for (const { index } of word.matchAll(/(?<=.)(게요|걸|수록|지도|거예요|거야|거니까|지라도)/g)) {
    const before = splitSyllables(word[index - 1]!)[0];
    if (before?.final === "ㄹ" && marked[index - 1] === "") marked[index - 1] = "'";
  }
  return marked;
}

function markBefore(word: string, places: readonly Mark[], syllable: string): Mark[] {
  const index = word.indexOf(syllable);
  return index > 0 ? [...places].with(index - 1, "=") : [...places];
}

/** Variants that article 5 allows: 의 inside a word is [이], the particle 의 is [에], ㅖ after a consonant is [ㅔ]. */
function allow(word: string, said: string): string[] {
  const others: string[] = [];
  const letters = Array.from(said);
  letters.forEach((letter, index) => {
    const { initial, vowel, final } = splitSyllables(letter)[0]!;
    const put = (vowelInstead: string) => others.push(letters.with(index, withVowel(letter, vowelInstead)).join(""));
    if (vowel === "ㅢ" && index > 0) {
      put("ㅣ");
      if (index === letters.length - 1 && word.endsWith("의") && final === "") put("ㅔ");
    }
    if (vowel === "ㅖ" && initial !== "ㅇ" && initial !== "ㄹ") put("ㅔ");
  });
  return others;
}

function withVowel(letter: string, vowel: string): string {
  const order = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
  const from = order.indexOf(splitSyllables(letter)[0]!.vowel);
  return String.fromCharCode(letter.charCodeAt(0) + (order.indexOf(vowel) - from) * 28);
}

/** Particles and endings, before which a final always moves: 밥을 [바블], 있어서 [이써서]. */
const isEnding = (rest: string) =>
  /^(이|을|은|에|의|아|어|이다|이야)$|^(에서|에게|에는|에도|으로|이나|이라|이랑|이에요|이었|입니|입니다|인데|이고|은데|은요|을까|을게|을래|을거|아서|어서|아요|어요|아도|어도|아야|어야|았|었|으니|으면|으려|으러|으세|으십|으시)/.test(
    rest,
  );

/** Where a dictionary would have to say more: two words may meet, or a sound after ㄴ ㄹ ㅁ ㅇ may be tense. */
function openPlaces(word: string, places: readonly Mark[]): { index: number; mark: Mark }[] {
  const syllables = splitSyllables(word);
  const open: { index: number; mark: Mark }[] = [];
  for (let index = 0; index < syllables.length - 1; index++) {
    const [left, right] = [syllables[index]!, syllables[index + 1]!];
    if (places[index] !== "" && places[index] !== undefined) open.push({ index, mark: "" });
    else if (left.final === "") continue;
    else if (isEnding(word.slice(index + 1)) || left.final === "ㅆ" || word[index + 1] === "있") continue;
    else if (right.initial === "ㅇ" && left.final !== "ㅇ")
      open.push({ index, mark: /[ㅣㅑㅕㅛㅠ]/.test(right.vowel) ? "+" : "=" });
    else if (right.initial === "ㅇ" && /[ㅣㅑㅕㅛㅠ]/.test(right.vowel)) open.push({ index, mark: "+" });
    else if (/[ㄴㄹㅁㅇ]/.test(left.final) && /[ㄱㄷㅂㅅㅈ]/.test(right.initial)) open.push({ index, mark: "'" });
    else if (left.final === "ㄻ" && /[ㄱㄷㅅㅈ]/.test(right.initial)) open.push({ index, mark: "-" });
    else if (left.final === "ㄴ" && right.initial === "ㄹ") open.push({ index, mark: "^" });
  }
  return open.slice(0, mostPlaces);
}
