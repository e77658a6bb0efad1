import { z } from "zod";
import { learningLanguages } from "#shared/languages/types.ts";
import { textUpTo } from "#shared/request-text.ts";
import { encodings, mostColumns, noteStates } from "./source-values.ts";
import { wordStatuses } from "#shared/words/word-values.ts";

const column = z
  .number()
  .int()
  .min(0)
  .max(mostColumns - 1);

/** Which column of a group is which. Null: none of them. */
export const columnsSchema = z.strictObject({
  word: column,
  reading: column.nullable(),
  meaning: column.nullable(),
  status: column.nullable().describe("of a table: new, learning, known or ignored"),
  language: column.nullable().describe("of a table: rows of another language are skipped"),
});
export type Columns = z.infer<typeof columnsSchema>;

const counts = z.strictObject({
  new: z.number().int(),
  learning: z.number().int(),
  known: z.number().int(),
  suspended: z.number().int(),
});

/** A note type of a collection, or a table: rows with the same columns. */
export const sourceGroupSchema = z.object({
  id: z.number(),
  name: z.string(),
  columns: z.array(z.string()),
  rows: z.number().int(),
  states: counts.describe("how many notes Anki calls so; of a table, all are `new`"),
  samples: z.array(z.array(z.string())).describe("the first rows, as text, cut"),
  guess: columnsSchema.nullable().describe("by the names and contents of the columns"),
  language: z.enum(learningLanguages).nullable().describe("by the letters of the word column"),
});
export type SourceGroup = z.infer<typeof sourceGroupSchema>;

/** What an uploaded file contains. */
export const sourceSchema = z.object({
  id: z.string(),
  name: z.string().describe("of the file"),
  kind: z.enum(["anki", "table"]),
  groups: z.array(sourceGroupSchema).describe("those with most rows first"),
  decks: z.array(z.object({ id: z.number(), name: z.string(), rows: z.number().int() })),
  encoding: z.enum(encodings).nullable().describe("of a table"),
});
export type Source = z.infer<typeof sourceSchema>;

const status = z.enum(wordStatuses).nullable().describe("null: such rows are skipped");

/** Which rows of a source are imported, and as what. */
export const importChoiceSchema = z.strictObject({
  source: textUpTo(100, 1),
  group: z.number(),
  columns: columnsSchema,
  decks: z.array(z.number()).max(5_000).nullable().describe("null: all"),
  language: z.enum(learningLanguages),
  statuses: z.strictObject(
    Object.fromEntries(noteStates.map((state) => [state, status])) as Record<
      (typeof noteStates)[number],
      typeof status
    >,
  ),
  encoding: z.enum(encodings).nullable().describe("of a table; null: as it was recognised"),
});
export type ImportChoice = z.infer<typeof importChoiceSchema>;
