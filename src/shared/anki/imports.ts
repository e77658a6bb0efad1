import { z } from "zod";
import { learningLanguages } from "#shared/languages/types.ts";
import { wordStatuses } from "#shared/words/word-values.ts";
import { importChoiceSchema } from "./source.ts";

const count = z.number().int();

/** A list of words by level: those of the dictionaries up to this level, such as HSK 3. */
export const levelChoiceSchema = z.strictObject({
  language: z.enum(learningLanguages),
  level: z.number().int().min(1).max(6).describe("1 is for beginners: HSK 1, about N5, TOPIK 1"),
  isOnlyThis: z.boolean().default(false).describe("without the levels below"),
  status: z.enum(wordStatuses).default("known"),
});
export type LevelChoice = z.input<typeof levelChoiceSchema>;

/** What to import: rows of an upload (a file, or notes of a running Anki), or a list by level. */
export const newImportSchema = z.union([
  z.strictObject({ file: importChoiceSchema }),
  z.strictObject({ level: levelChoiceSchema }),
]);
export type NewImport = z.input<typeof newImportSchema>;

const sampleSchema = z.object({
  lemma: z.string(),
  reading: z.string(),
  status: z.enum(wordStatuses),
  before: z.enum(wordStatuses).nullable(),
});

/** What an import would do. */
export const importPreviewSchema = z.object({
  language: z.enum(learningLanguages),
  added: count.describe("words that are not there yet"),
  changed: count.describe("words that get a higher status"),
  same: count.describe("words that have this status or a higher one"),
  skipped: z.object({
    state: count.describe("rows that the learner does not want, such as suspended notes"),
    empty: count.describe("rows without a word, or with a whole sentence"),
    language: count.describe("rows in another language"),
    repeated: count.describe("rows of a word that came before"),
  }),
  samples: z.array(sampleSchema).describe("the first words that would be added or changed"),
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;

export const wordImportSchema = z.object({
  id: z.string(),
  name: z.string(),
  language: z.enum(learningLanguages),
  added: count,
  changed: count,
  createdAt: count,
  undoneAt: count.nullable(),
});
export type WordImport = z.infer<typeof wordImportSchema>;

export const undoneImportSchema = z.object({
  taken: count.describe("words that are as before"),
  kept: count.describe("words that were changed since, and stay"),
});
export type UndoneImport = z.infer<typeof undoneImportSchema>;
