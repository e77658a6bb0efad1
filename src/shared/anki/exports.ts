import { z } from "zod";
import { learningLanguages } from "#shared/languages/types.ts";
import { textUpTo } from "#shared/request-text.ts";
import { mostIds, wordStatuses } from "#shared/words/word-values.ts";
import { exportFormats } from "./export-values.ts";

/** The name of a deck; `::` separates its levels. */
export const deckName = textUpTo(200).trim();

/** `POST /api/word-exports`. */
export const newExportSchema = z.strictObject({
  format: z.enum(exportFormats),
  ids: z.array(textUpTo(100, 1)).min(1).max(mostIds).optional().describe("these words; absent: all that fit"),
  language: z.enum(learningLanguages).optional().describe("absent: all languages"),
  statuses: z.array(z.enum(wordStatuses)).min(1).optional().describe("absent: all but ignored words"),
  deck: deckName.optional().describe("of an Anki package; absent or empty: one for each language, inside “Blossom”"),
  hasMedia: z.boolean().default(true).describe("of an Anki package: with pictures and sounds"),
});
export type NewExport = z.input<typeof newExportSchema>;

export const exportSchema = z.object({
  id: z.string(),
  name: z.string().describe("of the file"),
  bytes: z.number().int(),
  words: z.number().int(),
  media: z.number().int().describe("pictures and sounds in it"),
  missing: z.number().int().describe("pictures and sounds that are not there any more"),
});
export type WordExport = z.infer<typeof exportSchema>;
