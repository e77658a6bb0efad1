import { z } from "zod";
import { learningLanguages } from "#shared/languages/types.ts";
import { apiErrorSchema } from "#shared/errors.ts";
import { textUpTo } from "#shared/request-text.ts";
import { mostIds, placeKinds, wordKinds, wordStatuses } from "./word-values.ts";
import { wordStatusSchema } from "./words.ts";

/** Which words are listed. */
export const wordFilterSchema = z.object({
  q: textUpTo(200)
    .optional()
    .describe("found in the word, its reading (pinyin with or without tones), its meanings and notes"),
  status: wordStatusSchema.optional(),
  kind: z.enum(wordKinds).optional(),
  source: z
    .enum([...placeKinds, "import"])
    .optional()
    .describe("where it was saved"),
});

/** `POST /api/words/bulk`. */
export const bulkSchema = z.strictObject({
  which: z.union([
    z.strictObject({ ids: z.array(textUpTo(100, 1)).max(mostIds) }),
    z.strictObject({
      filter: wordFilterSchema.extend({
        language: z.enum(learningLanguages).optional(),
        since: z.number().int().optional(),
        until: z.number().int().optional(),
        due: z.number().int().optional(),
        doubt: z.boolean().optional(),
      }),
    }),
  ]),
  change: z.union([z.strictObject({ status: wordStatusSchema }), z.strictObject({ isDeleted: z.boolean() })]),
});
export type BulkChange = z.input<typeof bulkSchema>;

const ids = z.array(z.string());
export const bulkResultSchema = z.object({
  changed: z.number().int(),
  before: z
    .object(
      Object.fromEntries(wordStatuses.map((status) => [status, ids])) as Record<
        (typeof wordStatuses)[number],
        typeof ids
      >,
    )
    .describe("the ids of the changed words by the status that they had: sending these back takes the change back"),
  error: apiErrorSchema
    .optional()
    .describe("why the change ended early: the other words are as they were, and the same change again does the rest"),
});
export type BulkResult = z.infer<typeof bulkResultSchema>;
