import type { PartOfSpeech, Word } from "#shared/card.ts";
import { languages, withoutBrackets } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { foldSpelling } from "#server/dictionaries/fold-spelling.ts";
import type { Dictionaries, Entry } from "#server/dictionaries/types.ts";

/** What is known of a word that is looked up. */
export type WordQuery = Pick<Word, "surface"> &
  Partial<Pick<Word, "lemma" | "reading" | "candidates">> & { partOfSpeech?: PartOfSpeech | undefined };

/** `fitting`: the entries for this word, best first. `others`: the entries for words that are spelled alike but read in another way. */
export type WordEntries = { fitting: Entry[]; others: Entry[] };

/** A verb made of a noun is in the dictionary as the noun: 勉強する, 공부하다. */
const lightVerbs: Record<LearningLanguage, RegExp | null> = {
  ja: /(?:する|できる|いたす|なさる)$/,
  "zh-Hans": null,
  "zh-Hant": null,
  ko: /(?:하다|되다|스럽다|시키다)$/,
};

/** The dictionary entries for a word: of its lemma, else of its surface, else of the noun in it. Those that fit its reading and part of speech come first. */
export function findWordEntries(dictionaries: Dictionaries, language: LearningLanguage, word: WordQuery): WordEntries {
  const surface = withoutBrackets(word.surface, language);
  const base = word.lemma ?? surface;
  const light = lightVerbs[language];
  const noun = light?.test(base) ? base.replace(light, "") : "";
  for (const spelling of new Set([base, surface, noun])) {
    if (spelling === "") continue;
    const entries = dictionaries.lookup(language, { surface: spelling, reading: word.reading });
    const found = sortEntries(language, { ...word, surface }, spelling, entries);
    if (found.fitting.length > 0 || found.others.length > 0) return found;
  }
  return { fitting: [], others: [] };
}

function sortEntries(
  language: LearningLanguage,
  word: WordQuery,
  spelling: string,
  entries: readonly Entry[],
): WordEntries {
  const { partOfSpeech: part = "other" } = word;
  const hasSpelling = (entry: Entry) => entry.spellings.some((own) => foldSpelling(own) === foldSpelling(spelling));
  const hasPart = (entry: Entry) => part === "other" || entry.partsOfSpeech.includes(part);
  // は is not 歯: an entry that only shares the reading must also share the part of speech
  const possible = entries.filter((entry) => hasSpelling(entry) || hasPart(entry));
  const placeOf = spelling === word.surface ? placeOfReading(language, word) : placeOfStem(spelling, word, possible);
  const fits = possible.filter((entry) => placeOf(entry) !== null);
  // a table of the learner's may say nothing of parts of speech; then only the order of the dictionaries counts
  const hasOtherPart = (entry: Entry) => entry.partsOfSpeech.length > 0 && !hasPart(entry);
  const order = (entry: Entry) => (placeOf(entry) ?? 0) * 2 + (hasOtherPart(entry) ? 1 : 0);
  return {
    fitting: fits.toSorted((one, other) => order(one) - order(other)),
    others: possible.filter((entry) => placeOf(entry) === null),
  };
}

/** The place of an entry's reading among the readings of the word; null if it is none of them. */
type ReadingPlace = (entry: Entry) => number | null;

const anyReading: ReadingPlace = () => 0;

function placeOfReading(
  language: LearningLanguage,
  { surface, reading = "", candidates = [] }: WordQuery,
): ReadingPlace {
  const { normaliseReading, canBeReading } = languages[language];
  const compared = (known: string) => withoutFinal(normaliseReading(known));
  const own = [...new Set([reading, ...candidates].filter((known) => known !== "").map(compared))];
  if (own.length === 0) return anyReading;
  // a learner's table may repeat the word as its reading, or give something else there: 학교, 學校
  const isNoReading = (known: string) => known === surface || !canBeReading(surface, known);
  return ({ readings }) => {
    if (readings.length === 0) return 0;
    const places = readings.map((known) => own.indexOf(compared(known))).filter((place) => place >= 0);
    if (places.length > 0) return Math.min(...places);
    return readings.every(isNoReading) ? own.length : null;
  };
}

/** The last consonant of a Korean word moves to the particle after it: 성격[성껵] + 이 → 성껴기. */
const withoutFinal = (reading: string) =>
  reading
    .normalize("NFD")
    .replace(/[\u11A8-\u11C2]$/, "")
    .normalize("NFC");

/** Of an inflected word only the beginning can be compared: 開いた[あいた] is 開く[あく], not 開く[ひらく]. */
function placeOfStem(lemma: string, { reading = "" }: WordQuery, entries: readonly Entry[]): ReadingPlace {
  const kana = /[\p{sc=Hiragana}\p{sc=Katakana}ー]+$/u.exec(lemma)?.[0] ?? "";
  const stems = new Set(entries.flatMap((entry) => entry.readings));
  if (reading === "" || kana === "" || stems.size < 2) return anyReading;
  const starts = (known: string) => known.endsWith(kana) && reading.startsWith(known.slice(0, -kana.length));
  if (![...stems].some(starts)) return anyReading; // 来る changes its stem: きました
  return ({ readings }) => (readings.length === 0 || readings.some(starts) ? 0 : null);
}

/** How the meaning of a word with this part of speech begins. For the other parts of speech only one thing is known: the meaning does not begin like that of a verb. */
const beginsAs: Partial<Record<PartOfSpeech, RegExp>> = {
  verb: /^(\([^)]*\) )?to /,
  counter: /^(classifier|counter|measure word)\b/,
  particle: /^\(?(used|marks|marker|indicates|suffix)\b|\bparticle\b/,
};

/** What fits beside a word: how many meanings, and how many letters together. GET /api/dictionary has all meanings. */
const max = { meanings: 3, letters: 60 };

/** The first meanings of the entry that fits best, shortened. Meanings for the word's part of speech come first. Empty if no entry has the word's reading. */
export function firstMeanings(dictionaries: Dictionaries, language: LearningLanguage, word: WordQuery): string[] {
  const meanings = findWordEntries(dictionaries, language, word).fitting[0]?.meanings ?? [];
  const senses = meanings.filter((meaning) => !meaning.startsWith("(measure word:"));
  const { partOfSpeech: part = "other" } = word;
  const own = beginsAs[part];
  const isVerb = (meaning = "") => beginsAs.verb?.test(meaning) === true;
  // the dictionary's own order stays, unless its first meaning is that of a verb and the word is not one
  const isOwn = own && (part !== "particle" || isVerb(senses[0])) && senses.some((meaning) => own.test(meaning));
  const fits = (meaning: string) => (isOwn ? own.test(meaning) : !isVerb(meaning));
  const sorted = part === "other" ? senses : [...senses.filter(fits), ...senses.filter((meaning) => !fits(meaning))];
  const short = [...new Set(sorted.map(shorten))];
  const lengths = short.map((_, index) => short.slice(0, index + 1).join("; ").length);
  return short.filter((_, index) => index === 0 || (index < max.meanings && (lengths[index] ?? 0) <= max.letters));
}

/** Leaves out long notes in brackets, and labels such as "(bound form)", unless nothing else is there. */
function shorten(meaning: string): string {
  const short = meaning
    .replace(/\((?:bound form|pronoun|literary or bound form|coll\.|idiom)\)\s*/g, "")
    .replace(/\s*\([^()]{25,}\)/g, "")
    .trim();
  return short === "" ? meaning : short;
}

/** The level of a word: that of the first fitting entry with a level, because dictionaries that the learner added may have no levels. Null if no entry has one. */
export const levelOf = (dictionaries: Dictionaries, language: LearningLanguage, word: WordQuery): number | null =>
  findWordEntries(dictionaries, language, word).fitting.find(({ level }) => level !== null)?.level ?? null;

/** The part of speech that goes with the reading of a word, if the word has another one: 十分[じゅっぷん] is not an adjective. Null if its own is right. */
export function otherPart(
  dictionaries: Dictionaries,
  language: LearningLanguage,
  word: WordQuery,
): PartOfSpeech | null {
  if (word.lemma !== undefined || !word.reading || word.partOfSpeech === undefined) return null;
  const { fitting, others } = findWordEntries(dictionaries, language, { ...word, candidates: [] });
  const isOwn = fitting.some(({ partsOfSpeech }) => partsOfSpeech.includes(word.partOfSpeech ?? "other"));
  // only where the spelling has the part of speech under another reading
  const isOfOther = others.some(({ partsOfSpeech }) => partsOfSpeech.includes(word.partOfSpeech ?? "other"));
  return isOwn || !isOfOther ? null : (fitting[0]?.partsOfSpeech[0] ?? null);
}

/** What a model may choose from. */
export type WordChoices = {
  /** The readings that fit, most likely first, each with its meanings. More than one only where the engine cannot decide. */
  candidates: { reading: string; meanings: string[] }[];
  /** The word needs a reading and the engine has none. */
  isUnread: boolean;
  /** The meanings of the word as the engine reads it. */
  meanings: string[];
};

/** Everything about a word that a question to a model offers: its readings in order, whether it has none, and the dictionary's first meanings. */
export function choicesOf(dictionaries: Dictionaries, language: LearningLanguage, word: Word): WordChoices {
  const of = (reading: string) => firstMeanings(dictionaries, language, { ...word, reading, candidates: [] });
  return {
    candidates: word.state === "open" ? word.candidates.map((reading) => ({ reading, meanings: of(reading) })) : [],
    isUnread: word.state === "none" && languages[language].needsReading(word.surface),
    meanings: firstMeanings(dictionaries, language, word),
  };
}
