import { z } from "zod";
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

/** How the model's reading stands against the dictionary analyser's: the same, another one it knows, none it knows. */
export const verdicts = ["agrees", "possible", "conflict", "unchecked"] as const;
export type Verdict = (typeof verdicts)[number];

/** One row of a card. */
export const wordSchema = z.object({
  surface: z.string(),
  /** Where it stands in the card's text, in UTF-16 units: `text.slice(start, end) === surface`. */
  start: z.number().int().nonnegative(),
  end: z.number().int().positive(),
  /** Kana, pinyin or Hangul pronunciation; empty where it would only repeat the surface. */
  reading: z.string(),
  partOfSpeech: z.enum(partsOfSpeech),
  /** Empty until a model has said it. */
  meaning: z.string(),
  /** Dictionary form, where the analyser knows it: 行きました → 行く. */
  lemma: z.string().optional(),
  from: z.enum(["analyser", "model"]),
  verdict: z.enum(verdicts),
  /** Readings the analyser knows for this word, the likeliest first. */
  candidates: z.array(z.string()),
});
export type Word = z.infer<typeof wordSchema>;

/** A sentence taken apart. */
export const cardSchema = z.object({
  language: z.enum(learningLanguages),
  text: z.string(),
  translation: z.string(),
  words: z.array(wordSchema),
  notes: z.string(),
  /** Lines of the model's block that are no row of this sentence. Shown as they are: nothing it wrote is dropped. */
  leftover: z.string(),
  /** No sentence was given: the text is the model's rows, one after the other, and grows with each. */
  builtFromRows: z.boolean().optional(),
});
export type Card = z.infer<typeof cardSchema>;
