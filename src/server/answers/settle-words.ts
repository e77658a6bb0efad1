import type { Database } from "bun:sqlite";
import type { Word } from "#shared/card.ts";
import { languages, withoutBrackets } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Span } from "#shared/normalise/letters.ts";
import { toStoredForm } from "#shared/normalise/stored-form.ts";
import { hasSettled, listSettled, type SettledReading } from "#server/db/settled-readings.ts";
import type { Lookup } from "#server/dictionaries/lookup.ts";
import type { SettleSteps } from "#server/generations/log.ts";
import { firstMeanings } from "#server/languages/word-entries.ts";
import { longestSentence, sentencesIn } from "./sentences.ts";

/** A sentence of a text, in the form in which it is stored, and where it begins there. */
type Placed = { sentence: string; at: number };

/** Creates the only function that puts settled readings into words. */
export function createSettleSteps(db: Database, lookup: Lookup): SettleSteps {
  return function* (language, text, words) {
    if (words.length === 0 || !hasSettled(db)) return words;
    const stored = toStoredForm(text);
    const settled: SettledReading[] = [];
    for (const { sentence, at } of sentencesOf(stored, language)) {
      for (const { start, end, reading } of listSettled(db, language, sentence))
        settled.push({ start: start + at, end: end + at, reading });
      yield;
    }
    if (settled.length === 0) return words;
    const meaningsOf = (word: Word) => firstMeanings(lookup.open(), language, { ...word, candidates: [] });
    const toStored = stored === text ? (at: number) => at : storedPlaces(text, words);
    const all = [...words];
    for (const each of settled) {
      settleOne(language, text, all, each, { toStored, meaningsOf });
      yield;
    }
    return all;
  };
}

/** Converts the places where words begin and end to the stored form of the text. A word never cuts a letter, so the parts can be converted one by one. */
function storedPlaces(text: string, words: readonly Word[]): (at: number) => number {
  const places = new Map<number, number>();
  let [from, length] = [0, 0];
  for (const at of words.flatMap(({ start, end }) => [start, end])) {
    length += toStoredForm(text.slice(from, at)).length;
    places.set(at, length);
    from = at;
  }
  return (at) => places.get(at) ?? toStoredForm(text.slice(0, at)).length;
}

/** The sentence of a text in which a span lies, and the span in it. A settled reading belongs to these. */
export function placeInSentence(text: string, language: LearningLanguage, span: Span): Span & { sentence: string } {
  const holds = ({ sentence, at }: Placed) => at <= span.start && span.end <= at + sentence.length;
  const place = sentencesOf(text, language).find(holds);
  const { sentence, at } = place ?? { sentence: text, at: 0 };
  return { sentence, start: span.start - at, end: span.end - at };
}

/** Splitting takes longer than everything else here, and an explained text has hundreds of cards of one sentence. */
const mayBeSeveral = /[。！？!?….\n]\s*[^\s。！？!?….」』”’）)]|\p{sc=Latin}{2}/u;

/** The sentences of a text, and the text itself, which may be a sentence that is not split in the same way alone. */
function* sentencesOf(text: string, language: LearningLanguage): Generator<Placed> {
  const whole = { sentence: text.trim(), at: text.length - text.trimStart().length };
  let isListed = false;
  if (text.length > longestSentence || mayBeSeveral.test(whole.sentence))
    for (const { text: sentence, at } of sentencesIn(text, language)) {
      isListed ||= sentence === whole.sentence;
      yield { sentence, at };
    }
  if (!isListed) yield whole;
}

type Tools = {
  /** Converts a position to the stored form of the text. */
  toStored: (at: number) => number;
  /** The dictionary's meanings of a word with another reading. */
  meaningsOf: (word: Word) => string[];
};

/**
 * Gives a span of the words `all` its settled reading. The engine may divide the sentence differently than when the learner settled the reading:
 * - the span is a word: the word gets the reading
 * - the span covers several words: each gets its part if their candidates add up to the reading; otherwise they become one word
 * - the span is a part of a word: that part of the word's reading is replaced if the reading can be divided there: 裕子 in 裕子さん
 * Otherwise the settled reading stays stored, and applies again when the words fit.
 */
function settleOne(
  language: LearningLanguage,
  text: string,
  all: Word[],
  { start, end, reading }: SettledReading,
  { toStored, meaningsOf }: Tools,
) {
  const first = firstIndex(all, (word) => toStored(word.end) > start);
  const inside = all.slice(
    first,
    firstIndex(all, (word) => toStored(word.start) >= end),
  );
  const [from, to] = [inside[0], inside.at(-1)];
  if (!from || !to) return;
  const replaceBy = (replaced: readonly Word[]) => void all.splice(first, inside.length, ...replaced);
  const settle = (word: Word, its: string) => withReading(language, word, its, meaningsOf);
  if (toStored(from.start) === start && toStored(to.end) === end) {
    const parts = divide(language, inside, reading);
    if (parts) return replaceBy(parts.map(({ word, part }) => settle(word, part)));
    return replaceBy([settle(joinWords(text, from, to), reading)]);
  }
  if (from !== to) return;
  const its = replacePart(
    language,
    from,
    { start: start - toStored(from.start), end: end - toStored(from.start) },
    reading,
  );
  if (its !== null) replaceBy([settle(from, its)]);
}

/** The index of the first word for which this holds; it also holds for all words after it. Their number if it holds for none. */
function firstIndex(words: readonly Word[], holds: (word: Word) => boolean): number {
  let [from, to] = [0, words.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const word = words[middle];
    if (word && holds(word)) to = middle;
    else from = middle + 1;
  }
  return from;
}

function withReading(language: LearningLanguage, word: Word, reading: string, meaningsOf: Tools["meaningsOf"]): Word {
  const { normaliseReading } = languages[language];
  const isSame = (one: string, other: string) => normaliseReading(one) === normaliseReading(other);
  const surface = withoutBrackets(word.surface, language);
  const settled: Word = {
    ...word,
    reading: isSame(reading, surface) ? "" : reading,
    state: "chosen",
    claim: reading,
    claimBy: "learner",
    verdict: word.candidates.some((known) => isSame(known, reading)) ? "agrees" : "unchecked",
    isSettled: true,
  };
  if (isSame(reading, word.reading || surface)) return settled;
  // いちば is a marketplace, しじょう a market
  const meanings = meaningsOf(settled);
  return meanings.length > 0 ? { ...settled, dictionaryMeanings: meanings } : settled;
}

/** Divides a reading among words so that each gets one of its candidates. Null if that is impossible. */
function divide(
  language: LearningLanguage,
  words: readonly Word[],
  reading: string,
): { word: Word; part: string }[] | null {
  const [word, ...rest] = words;
  if (!word) return null;
  if (words.length === 1) return [{ word, part: reading }];
  const { normaliseReading } = languages[language];
  const whole = normaliseReading(reading);
  const readingsOf = ({ surface, candidates }: Word) =>
    candidates.length > 0 ? candidates : [withoutBrackets(surface, language)];
  for (const candidate of readingsOf(word)) {
    const own = normaliseReading(candidate);
    if (own === "" || !whole.startsWith(own)) continue;
    const parts = divide(language, rest, whole.slice(own.length));
    const last = parts?.at(-1);
    const isKnown =
      last && readingsOf(last.word).some((known) => normaliseReading(known) === normaliseReading(last.part));
    if (parts && isKnown) return [{ word, part: candidate }, ...parts];
  }
  return null;
}

function joinWords(text: string, from: Word, to: Word): Word {
  const { start } = from;
  const { end, partOfSpeech } = to;
  return {
    surface: text.slice(start, end),
    start,
    end,
    reading: "",
    state: "none",
    candidates: [],
    verdict: "unchecked",
    partOfSpeech,
    meaning: "",
  };
}

/** The reading of a word after a part of it got another reading. Null if the reading cannot be divided at both ends of the part. */
function replacePart(language: LearningLanguage, word: Word, part: Span, reading: string): string | null {
  const { toRuby, joinReadings, normaliseReading } = languages[language];
  const before: string[] = [];
  const after: string[] = [];
  let at = 0;
  let covered = 0;
  for (const { base, ruby } of toRuby(word.surface, word.reading)) {
    const [start, end] = [at, (at += base.length)];
    if (end <= part.start) before.push(ruby || normaliseReading(base));
    else if (start >= part.end) after.push(ruby || normaliseReading(base));
    else if (start < part.start || end > part.end) return null;
    else covered += base.length;
  }
  if (covered !== part.end - part.start) return null;
  return joinReadings([...before, reading, ...after].map((each) => ({ gap: "", reading: each })));
}
