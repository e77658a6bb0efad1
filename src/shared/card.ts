import { z } from "zod";
import { inflections } from "./inflections.ts";
import { learningLanguages } from "./languages/types.ts";

export const partsOfSpeech = [
  "noun",
  "name",
  "pronoun",
  "numeral",
  "counter",
  "verb",
  "adjective",
  "adverb",
  "particle",
  "auxiliary",
  "conjunction",
  "determiner",
  "interjection",
  "prefix",
  "suffix",
  "expression",
  "other",
] as const;
export type PartOfSpeech = (typeof partsOfSpeech)[number];

/**
 * Where the engine's reading comes from. `entry`: a dictionary entry for that word. `rule`: a complete rule, such as number + counter or liaison.
 * `guess`: composed from parts; it never makes a claim wrong.
 */
export const readingOrigins = ["entry", "rule", "guess"] as const;
export type ReadingOrigin = (typeof readingOrigins)[number];

/**
 * `known`: one reading fits. `open`: several fit, and the first is printed. `chosen`: a model or the learner chose among the candidates.
 * `guess`: composed from parts. `none`: the engine has no reading for a word that needs one.
 */
export const readingStates = ["known", "open", "chosen", "guess", "none"] as const;
export type ReadingState = (typeof readingStates)[number];

/** How a claimed reading compares with the candidates: the first or the chosen one, another candidate, or none of them. */
export const verdicts = ["agrees", "possible", "conflict", "unchecked"] as const;
export type Verdict = (typeof verdicts)[number];

/** One row of a card. */
export const wordSchema = z.object({
  surface: z.string(),
  /** The span in the card's text, in UTF-16 units: `text.slice(start, end) === surface`. */
  start: z.number().int().nonnegative(),
  end: z.number().int().positive(),
  /** The engine's reading, or the chosen one, in kana, pinyin or Hangul. Empty if there is none, or if it would only repeat the surface. No model removes it. */
  reading: z.string(),
  state: z.enum(readingStates),
  /** Absent if the engine has no reading. */
  origin: z.enum(readingOrigins).optional(),
  /** The readings that fit, most likely first, each as a claim would be written. Empty if the engine has no reading. */
  candidates: z.array(z.string()),
  /** The reading that a model claims, or that the learner typed in brackets. Absent if nobody claimed one. */
  claim: z.string().optional(),
  /** Who claims it. Absent without a claim. */
  claimBy: z.enum(["model", "learner"]).optional(),
  /** The learner settled the reading: no engine and no model changes it. `candidates` still has the readings that the engine knows. */
  isSettled: z.literal(true).optional(),
  /** Compares the claim with the candidates. */
  verdict: z.enum(verdicts),
  partOfSpeech: z.enum(partsOfSpeech),
  /** Dictionary form, if it differs from the surface: 行きました → 行く. */
  lemma: z.string().optional(),
  /** What was done to the lemma, from the inside out: 食べたくなかった → want, negative, past. */
  inflection: z.array(z.enum(inflections)).optional(),
  /** The meaning in this sentence, by a model. Empty until a model has given it. */
  meaning: z.string(),
  /** The model's meaning shares nothing with the dictionary's, so it is shown beside them and not instead of them. */
  isMeaningBeside: z.literal(true).optional(),
  /** The level of the dictionary entry that fits: 1 is for beginners. Absent if no dictionary gives one; `LanguageDescriptor.knownLevels` says what it means. */
  level: z.number().int().min(1).max(6).optional(),
  /** The first meanings of the dictionary entry that fits best. */
  dictionaryMeanings: z.array(z.string()).optional(),
});
export type Word = z.infer<typeof wordSchema>;

/** Neighbouring words that are one expression in this sentence: 気 に なる. They are shown together, and each word stays. */
export const joinSchema = z.object({
  start: z.number().int().nonnegative(),
  end: z.number().int().positive(),
  meaning: z.string(),
});
export type Join = z.infer<typeof joinSchema>;

/** A sentence taken apart: the engine's words, and what a model says of them in this sentence. */
export const cardSchema = z.object({
  language: z.enum(learningLanguages),
  text: z.string(),
  /** Where the sentence begins in the text that it comes from, in UTF-16 units. */
  at: z.number().int().nonnegative(),
  /** Empty until a model has given it, like the note. */
  translation: z.string(),
  words: z.array(wordSchema),
  joins: z.array(joinSchema),
  note: z.string(),
  /** The id of an earlier card of the same sentence that this one completes: its explanation was missing, or a part of it. */
  completes: z.string().optional(),
});
export type Card = z.infer<typeof cardSchema>;
