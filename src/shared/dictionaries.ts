import { z } from "zod";
import { partsOfSpeech } from "./card.ts";

/** Why a file did not become a dictionary. The page has words for each. */
export const dictionaryProblems = [
  "unknown_format", // no format that Blossom reads
  "damaged", // broken off, or not what its beginning promises
  "too_large",
  "no_entries",
  "incomplete", // far fewer entries than this dictionary has
  "unsupported_version", // of Yomitan's format
  "unknown_language", // neither Japanese, Chinese nor Korean
  "download_failed",
  "disk_full",
  "internal",
] as const;
export type DictionaryProblem = (typeof dictionaryProblems)[number];

export const installedDictionarySchema = z.object({
  id: z.string(),
  name: z.string(),
  language: z.enum(["ja", "zh", "ko"]).describe("Chinese dictionaries serve both scripts"),
  meaningsIn: z.string().describe("BCP 47"),
  licence: z.string(),
  source: z.string(),
  version: z.string(),
  entries: z.number().int(),
  facts: z.number().int().describe("frequencies and pitch accents"),
  bytes: z.number().int(),
  isBundled: z.boolean().describe("comes with Blossom and cannot be removed"),
  isEnabled: z.boolean(),
  isDamaged: z.boolean().describe("the file cannot be read; remove the dictionary and install it again"),
});
export type InstalledDictionary = z.infer<typeof installedDictionarySchema>;

export const dictionaryJobSchema = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(["running", "failed"]).describe("a job that is done or cancelled is not in the list"),
  step: z.enum(["waiting", "downloading", "importing"]),
  host: z.string().nullable().describe("where it is downloaded from"),
  completedBytes: z.number().int(),
  totalBytes: z.number().int().nullable(),
  fraction: z.number().min(0).max(1).describe("of this step"),
  problem: z.enum(dictionaryProblems).nullable(),
  detail: z.string().nullable().describe("English, for reports"),
});
export type DictionaryJob = z.infer<typeof dictionaryJobSchema>;

/** A dictionary that one press installs. */
export const dictionaryOfferSchema = z.object({
  id: z.enum(["jmdict", "edict"]),
  name: z.string(),
  language: z.literal("ja"),
  host: z.string().nullable().describe("null: it is on this computer already"),
  path: z.string().nullable(),
  bytes: z.number().int().describe("of the file, about"),
  licence: z.string(),
  isInstalled: z.boolean(),
  keptBytes: z.number().int().describe("of a download that was broken off and can go on"),
});
export type DictionaryOffer = z.infer<typeof dictionaryOfferSchema>;

/** Data whose licence asks to be named. */
export const creditSchema = z.object({ name: z.string(), licence: z.string(), source: z.string() });
export type Credit = z.infer<typeof creditSchema>;

export const dictionariesSchema = z.object({
  dictionaries: z.array(installedDictionarySchema).describe("in the order in which they are looked up"),
  jobs: z.array(dictionaryJobSchema),
  offers: z.array(dictionaryOfferSchema),
  credits: z.array(creditSchema).describe("the data in use whose licence asks to be named"),
});
export type DictionariesState = z.infer<typeof dictionariesSchema>;

/** An entry for a popup, with the dictionary that it is from. */
export const shownEntrySchema = z.object({
  dictionary: z.string().describe("the id of the dictionary"),
  dictionaryName: z.string(),
  licence: z.string().describe("of the dictionary; empty if it names none"),
  meaningsIn: z.string().describe("BCP 47"),
  spellings: z.array(z.string()),
  readings: z.array(z.string()),
  partsOfSpeech: z.array(z.enum(partsOfSpeech)),
  level: z.number().nullable().describe("1 is for beginners"),
  isCommon: z.boolean(),
  meanings: z.array(z.string()),
  fits: z.boolean().describe("false: spelled alike, but read in another way"),
});
export type ShownEntry = z.infer<typeof shownEntrySchema>;

/** A frequency or a pitch accent of a word, as its dictionary writes it. */
export const shownFactSchema = z.object({
  dictionaryName: z.string(),
  kind: z.enum(["frequency", "pitch"]),
  value: z
    .string()
    .describe("of a pitch accent: the numbers of the morae after which the voice falls, divided by commas"),
  reading: z.string().describe("the reading that it belongs to; empty: all readings of the word"),
});
export type ShownFact = z.infer<typeof shownFactSchema>;

/** The role of a part in a character: a hint at the meaning or the sound, a picture, or none of these. */
export const partRoles = ["meaning", "sound", "picture", "other"] as const;

/** A kanji or hanzi of a word. */
export const shownCharacterSchema = z.object({
  character: z.string(),
  readings: z.array(z.string()),
  meanings: z.array(z.string()),
  meaningsIn: z.string().describe("BCP 47"),
  parts: z.array(z.object({ character: z.string(), role: z.enum(partRoles), meaning: z.string().describe("English") })),
});
export type ShownCharacter = z.infer<typeof shownCharacterSchema>;

/** Everything that the dictionaries have about one word. */
export const lookUpSchema = z.object({
  entries: z.array(shownEntrySchema),
  facts: z.array(shownFactSchema),
  characters: z.array(shownCharacterSchema),
});
export type LookUp = z.infer<typeof lookUpSchema>;
