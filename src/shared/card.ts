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
  /** Compares the claim with the candidates. */
  verdict: z.enum(verdicts),
  partOfSpeech: z.enum(partsOfSpeech),
  /** Dictionary form, if it differs from the surface: 行きました → 行く. */
  lemma: z.string().optional(),
  /** What was done to the lemma, from the inside out: 食べたくなかった → want, negative, past. */
  inflection: z.array(z.enum(inflections)).optional(),
  /** The meaning in this sentence, by a model. Empty until a model has given it. */
  meaning: z.string(),
  /** The first meanings of the dictionary entry that fits best. */
  dictionaryMeanings: z.array(z.string()).optional(),
  from: z.enum(["analyser", "model"]),
});
export type Word = z.infer<typeof wordSchema>;

/** A sentence with its words explained. */
export const cardSchema = z.object({
  language: z.enum(learningLanguages),
  text: z.string(),
  translation: z.string(),
  words: z.array(wordSchema),
  notes: z.string(),
  /** Lines of the model's block that are not rows of this sentence. The page shows them unchanged: nothing the model wrote is dropped. */
  leftover: z.string(),
  /** Characters of the other script that stand for characters of this sentence: 銀 → 银. A model may write it in either. */
  scripts: z.record(z.string(), z.string()).optional(),
  /** The model gave no sentence, so the text consists of its rows and grows with each row. */
  builtFromRows: z.boolean().optional(),
});
export type Card = z.infer<typeof cardSchema>;
