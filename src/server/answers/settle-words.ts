import type { Database } from "bun:sqlite";
import type { Word } from "#shared/card.ts";
import { languages, withoutBrackets } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Span } from "#shared/normalise/letters.ts";
import { toStoredForm } from "#shared/normalise/stored-form.ts";
import { hasSettled, listSettled, type SettledReading } from "#server/db/settled-readings.ts";
import type { Lookup } from "#server/dictionaries/lookup.ts";
import type { SettleWords } from "#server/generations/log.ts";
import { firstMeanings } from "#server/languages/word-entries.ts";
import { longestSentence, splitSentences } from "./sentences.ts";

/** A sentence of a text, in the form in which it is stored, and where it begins there. */
type Placed = { sentence: string; at: number };

/** Creates the only function that puts settled readings into words. */
export function createSettleWords(db: Database, lookup: Lookup): SettleWords {
  return (language, text, words) => {
    if (words.length === 0 || !hasSettled(db)) return words;
    const stored = toStoredForm(text);
    const settled = sentencesOf(stored, language).flatMap(({ sentence, at }) =>
      listSettled(db, language, sentence).map(({ start, end, reading }) => ({
        start: start + at,
        end: end + at,
        reading,
      })),
    );
    if (settled.length === 0) return words;
    const meaningsOf = (word: Word) => firstMeanings(lookup.open(), language, { ...word, candidates: [] });
    const toStored = (at: number) => (stored === text ? at : toStoredForm(text.slice(0, at)).length);
    return settled.reduce((all, each) => settleOne(language, text, all, each, { toStored, meaningsOf }), words);
  };
}

/** The sentence of a text in which a span lies, and the span in it. A settled reading belongs to these. */
export function placeInSentence(text: string, language: LearningLanguage, span: Span): Span & { sentence: string } {
  const place = sentencesOf(text, language).find(
    ({ sentence, at }) => at <= span.start && span.end <= at + sentence.length,
  );
  const { sentence, at } = place ?? { sentence: text, at: 0 };
  return { sentence, start: span.start - at, end: span.end - at };
}

/** Splitting takes longer than everything else here, and an explained text has hundreds of cards of one sentence. */
const mayBeSeveral = /[。！？!?….\n]\s*[^\s。！？!?….」』”’）)]|\p{sc=Latin}{2}/u;

/** The sentences of a text, and the text itself, which may be a sentence that is not split in the same way alone. */
function sentencesOf(text: string, language: LearningLanguage): Placed[] {
  const whole = { sentence: text.trim(), at: text.length - text.trimStart().length };
  if (text.length <= longestSentence && !mayBeSeveral.test(whole.sentence)) return [whole];
  const parts = splitSentences(text, language).map(({ text: sentence, at }) => ({ sentence, at }));
  return parts.some(({ sentence }) => sentence === whole.sentence) ? parts : [...parts, whole];
}

type Tools = {
  /** Converts a position to the stored form of the text. */
  toStored: (at: number) => number;
  /** The dictionary's meanings of a word with another reading. */
  meaningsOf: (word: Word) => string[];
};

/**
 * Gives a span its settled reading. The engine may divide the sentence differently than when the learner settled the reading:
 * - the span is a word: the word gets the reading
 * - the span covers several words: each gets its part if their candidates add up to the reading; otherwise they become one word
 * - the span is a part of a word: that part of the word's reading is replaced if the reading can be divided there: 裕子 in 裕子さん
 * Otherwise the settled reading stays stored, and applies again when the words fit.
 */
function settleOne(
  language: LearningLanguage,
  text: string,
  words: readonly Word[],
  { start, end, reading }: SettledReading,
  { toStored, meaningsOf }: Tools,
): Word[] {
  const all = [...words];
  const first = all.findIndex((word) => toStored(word.end) > start);
  const last = all.findLastIndex((word) => toStored(word.start) < end);
  const inside = first < 0 || last < first ? [] : all.slice(first, last + 1);
  const [from, to] = [inside[0], inside.at(-1)];
  if (!from || !to) return all;
  const replaceBy = (replaced: readonly Word[]) => all.toSpliced(first, inside.length, ...replaced);
  const settle = (word: Word, its: string) => withReading(language, word, its, meaningsOf);
  if (toStored(from.start) === start && toStored(to.end) === end) {
    const parts = divide(language, inside, reading);
    if (parts) return replaceBy(parts.map(({ word, part }) => settle(word, part)));
    return replaceBy([settle(joinWords(text, from, to), reading)]);
  }
  if (from !== to) return all;
  const its = replacePart(
    language,
    from,
    { start: start - toStored(from.start), end: end - toStored(from.start) },
    reading,
  );
  return its === null ? all : replaceBy([settle(from, its)]);
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
