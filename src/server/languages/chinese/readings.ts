import type { PartOfSpeech, ReadingOrigin, ReadingState, Word } from "#shared/card.ts";
import { isSameButNeutral, joinPinyin, splitPinyin, withoutTone } from "#shared/languages/pinyin.ts";
import { unique } from "#server/languages/language-analyser.ts";
import type { Entry } from "#server/dictionaries/types.ts";
import { readInContext } from "./contexts.ts";
import { isSurname, surnameReading } from "./names.ts";
import type { CedictLookup } from "./cedict-lookup.ts";
import { isTelephone } from "./numbers.ts";
import { commonOrAll, type PlacedWord } from "./place-words.ts";
import { preferredReadings } from "./preferred-readings.ts";
import { taiwanReading } from "./taiwan.ts";
import type { WordList } from "./word-list.ts";

export type WordReadings = {
  /** The readings that fit, most likely first. */
  candidates: string[];
  origin?: ReadingOrigin;
  state: ReadingState;
  /** Right as well, but not offered: the readings of the other standard, mainland or Taiwan. */
  accepted: string[];
  part: PartOfSpeech;
  lemma?: string;
  inflection?: Word["inflection"];
};

const none: WordReadings = { candidates: [], state: "none", accepted: [], part: "other" };

export type ReadingContext = {
  lookup: CedictLookup;
  words: WordList;
  isTraditional: boolean;
  /** Whether Taiwan's readings come first. */
  isTaiwan: boolean;
};

export function readWord(placed: readonly PlacedWord[], index: number, context: ReadingContext): WordReadings {
  const word = placed[index];
  if (!word) return none;
  // letters and digits of other scripts need no reading
  if (!/\p{sc=Han}/u.test(word.surface))
    return { ...none, state: "known", part: /^\p{N}+$/u.test(word.surface) ? "numeral" : "other" };
  if (word.kind === "word" && word.entries.length > 0) return readEntry(placed, index, word, context);
  return compose(placed, index, word, context);
}

function readEntry(
  placed: readonly PlacedWord[],
  index: number,
  word: PlacedWord,
  context: ReadingContext,
): WordReadings {
  const decided = readInContext(placed, index);
  const readings = decided?.readings ?? entryReadings(word);
  const fitting = readings[0] ?? "";
  const isOpen =
    decided?.isOpen ?? (word.surface.length > 1 && readings.some((other) => !isSameButNeutral(fitting, other)));
  const { candidates, accepted } = byRegion(word, readings, context);
  return {
    candidates,
    accepted: [...accepted, ...otherReadings(word, fitting)],
    origin: "entry",
    state: isOpen ? "open" : "known",
    part: partOf(word, fitting),
  };
}

/** The readings of the ordinary entries. A name counts only if no ordinary word is read like it. */
function entryReadings({ simple, surface, entries }: PlacedWord): string[] {
  const listed = preferredReadings(simple);
  if (listed) return listed;
  const readings = commonOrAll(entries).flatMap(firstReading);
  const lower = readings.filter((reading) => !/^\p{Lu}/u.test(reading));
  // 王 wáng the king, Wáng the surname: of one character the surname is not another reading
  const kept = surface.length === 1 && lower.length > 0 ? lower : readings;
  return kept.filter((reading, at) => kept.findIndex((other) => other.toLowerCase() === reading.toLowerCase()) === at);
}

/** What CC-CEDICT notes as "also pronounced", for the entry with this reading. Of a single character the note speaks of one sense only. */
const otherReadings = ({ surface, entries }: PlacedWord, reading: string): string[] =>
  (surface.length === 1 ? [] : entries)
    .filter(({ readings }) => readings[0] === reading)
    .flatMap(({ readings }) => readings.slice(1));

function byRegion(word: PlacedWord, readings: string[], { isTraditional, words, isTaiwan }: ReadingContext) {
  if (!isTraditional) return { candidates: readings, accepted: [] };
  const [first = ""] = readings;
  const listed = Array.from(word.surface).length > 1 ? (words.find(word.surface)?.taiwan ?? null) : null;
  const taiwan = taiwanReading(word.surface, first, listed);
  if (taiwan === null || taiwan === first) return { candidates: readings, accepted: [] };
  if (!isTaiwan) return { candidates: readings, accepted: [taiwan] };
  return { candidates: [taiwan, ...readings], accepted: [] };
}

function partOf({ entries, parts }: PlacedWord, reading: string): PartOfSpeech {
  const said = entries.find(({ readings }) => readings[0]?.toLowerCase() === reading.toLowerCase());
  return said?.partsOfSpeech[0] ?? parts[0] ?? "other";
}

/** A word that no dictionary has: its characters one by one. */
function compose(
  placed: readonly PlacedWord[],
  index: number,
  word: PlacedWord,
  context: ReadingContext,
): WordReadings {
  const known = (candidates: string[], part: PartOfSpeech): WordReadings => ({
    candidates,
    accepted: [],
    origin: "rule",
    state: candidates.length > 0 ? "known" : "none",
    part,
  });
  const letters = Array.from(word.surface);
  const said = letters.map((letter) => characterReadings(letter, context)[0] ?? "");
  if (said.some((syllable) => syllable === "")) return { ...none, part: word.kind === "name" ? "name" : "other" };
  if (word.kind === "number") {
    const next = placed[index + 1];
    const isSaidYao = isTelephone(word.surface, next?.start === word.end ? next.surface : "");
    return known([joinPinyin(said.map((syllable) => (isSaidYao && syllable === "yī" ? "yāo" : syllable)))], "numeral");
  }
  if (word.kind === "repeated") {
    const base = verbReading(placed, index, word, context);
    const middle = letters.length === 3 ? [said[1] === "le" || letters[1] === "了" ? "le" : "yī"] : [];
    const last = letters.length === 3 ? base : withoutTone(base);
    return { ...known([joinPinyin([base, ...middle, last])], "verb"), lemma: letters[0] ?? "" };
  }
  if (word.kind === "complement") return readComplement(word, letters, context);
  if (word.kind === "erhua") {
    const lemma = letters.slice(0, -1).join("");
    const [reading] = readingsOf(lemma, context);
    return { ...known(reading === undefined ? [] : [`${reading}r`], "noun"), lemma };
  }
  return {
    candidates: [word.kind === "name" ? nameReading(letters, said) : joinPinyin(said)],
    accepted: [],
    origin: "guess",
    state: "guess",
    part: word.kind === "name" ? "name" : "other",
  };
}

function verbReading(placed: readonly PlacedWord[], index: number, word: PlacedWord, context: ReadingContext): string {
  const letter = word.surface.charAt(0);
  const alone: PlacedWord = {
    ...word,
    surface: letter,
    simple: context.lookup.toSimple(letter),
  };
  const decided = readInContext(placed, index, alone);
  return decided?.readings[0] ?? characterReadings(letter, context)[0] ?? "";
}

/** 看得懂 is 看懂 with 得: kàn de dǒng. */
function readComplement(word: PlacedWord, letters: string[], context: ReadingContext): WordReadings {
  const [verb = "", infix = "", ...rest] = letters;
  const lemma = verb + rest.join("");
  const [reading = ""] = readingsOf(lemma, context);
  const syllables = splitPinyin(reading, letters.length - 1);
  if (!syllables) return none;
  const [first = "", ...others] = syllables;
  const isNegative = infix === "不";
  return {
    candidates: [joinPinyin([first, isNegative ? "bù" : "de", ...others])],
    accepted: [],
    origin: "rule",
    state: "known",
    part: "verb",
    lemma,
    inflection: isNegative ? ["negative", "potential"] : ["potential"],
  };
}

function readingsOf(word: string, { lookup }: ReadingContext): string[] {
  const listed = preferredReadings(word);
  if (listed) return listed;
  return unique(commonOrAll(lookup.find(word)).flatMap(firstReading));
}

const firstReading = ({ readings }: Entry) => readings.slice(0, 1);

/** The readings of a single character, the most frequent first. */
export function characterReadings(letter: string, { lookup }: ReadingContext): string[] {
  const readings = commonOrAll(lookup.find(letter)).flatMap(firstReading);
  return unique(readings.map((reading) => reading.toLowerCase()));
}

/** Every reading of a character, the rare ones too. */
export const allReadings = (letter: string, { lookup }: ReadingContext): string[] =>
  lookup.find(letter).flatMap(({ readings }) => readings.map((reading) => reading.toLowerCase()));

function nameReading(letters: readonly string[], said: readonly string[]): string {
  const length = isSurname(letters.slice(0, 2).join("")) ? 2 : 1;
  const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
  const surname = surnameReading(letters.slice(0, length).join("")) ?? joinPinyin(said.slice(0, length));
  return `${capital(surname)} ${capital(joinPinyin(said.slice(length)))}`;
}
