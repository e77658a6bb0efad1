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

/** How the model's reading compares with the analyser's: the same, another reading that the analyser knows, or one that it does not know. */
export const verdicts = ["agrees", "possible", "conflict", "unchecked"] as const;
export type Verdict = (typeof verdicts)[number];

/** One row of a card. */
export const wordSchema = z.object({
  surface: z.string(),
  /** The span in the card's text, in UTF-16 units: `text.slice(start, end) === surface`. */
  start: z.number().int().nonnegative(),
  end: z.number().int().positive(),
  /** In kana, pinyin or Hangul. Empty if it would only repeat the surface. */
  reading: z.string(),
  partOfSpeech: z.enum(partsOfSpeech),
  /** Empty until a model has given it. */
  meaning: z.string(),
  /** Dictionary form, if the analyser knows it: 行きました → 行く. */
  lemma: z.string().optional(),
  from: z.enum(["analyser", "model"]),
  verdict: z.enum(verdicts),
  /** Readings that the analyser knows for this word, most likely first. */
  candidates: z.array(z.string()),
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
  /** The model gave no sentence, so the text consists of its rows and grows with each row. */
  builtFromRows: z.boolean().optional(),
});
export type Card = z.infer<typeof cardSchema>;
