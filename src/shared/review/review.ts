import { z } from "zod";
import { learningLanguages } from "#shared/languages/types.ts";
import { textAtTheDoor } from "#shared/normalise/stored-form.ts";
import { wordStatuses } from "#shared/words/word-values.ts";
import { contextSchema, savedWordSchema } from "#shared/words/words.ts";
import { memoryStates } from "./memory.ts";
import { grades, reviewTypes } from "./review-values.ts";

const count = z.number().int().nonnegative();
const gradeSchema = z.literal([...grades]);
export const intervalSchema = z.union([z.strictObject({ minutes: count }), z.strictObject({ days: count })]);

/** A card with everything that its two sides show. */
export const reviewCardSchema = z.object({
  id: z.string().describe("of the word, a dot and the type"),
  type: z.enum(reviewTypes),
  version: count.describe("changes with each grade; a grade names the one that was shown"),
  state: z.enum(memoryStates),
  word: savedWordSchema,
  context: contextSchema.nullable().describe("a different one each time"),
  intervals: z.array(intervalSchema).length(4).describe("when the card comes next, for each grade"),
  lapses: count,
  isLeech: z.boolean().describe("it was forgotten many times, also just now"),
});
export type ReviewCard = z.infer<typeof reviewCardSchema>;

/** `GET /api/review`. */
export const reviewQueueSchema = z.object({
  language: z.enum(learningLanguages),
  left: z
    .object({ fresh: count, learning: count, reviews: count })
    .describe("today: new cards, cards in their steps, cards that are due"),
  done: count.describe("how many grades were given today"),
  cards: z.array(reviewCardSchema).describe("the next ones, in their order"),
  waiting: z
    .object({ count, at: z.number().int() })
    .nullable()
    .describe("cards in their steps that come back later today, and when the first one does"),
  undo: z
    .object({ key: z.string(), card: z.string() })
    .nullable()
    .describe("the last grade of today, which can be taken back"),
  tomorrow: count.describe("how many cards are due then"),
  more: count.describe("new words that wait for another day"),
  nextAt: z.number().int().nullable().describe("when the next learned card is due"),
  isAheadPossible: z.boolean().describe("there are learned cards that are not due yet"),
});
export type ReviewQueue = z.infer<typeof reviewQueueSchema>;

export const zoneSchema = textAtTheDoor(60, 1).describe(
  "the learner's time zone, as in Europe/Berlin; absent: the server's",
);

/** `POST /api/review/{card}`. */
export const newGradeSchema = z.strictObject({
  grade: gradeSchema.describe("1 again, 2 hard, 3 good, 4 easy"),
  key: textAtTheDoor(100, 1).describe("a new one for each grade; the same key counts once"),
  version: count,
  tookMs: count.max(86_400_000),
  zone: zoneSchema.optional(),
});
export type NewGrade = z.infer<typeof newGradeSchema>;

export const gradedSchema = z.object({
  card: z.string(),
  version: count,
  dueAt: z.number().int(),
  status: z.enum(wordStatuses).describe("of the word"),
  isLeech: z.boolean(),
});
export type Graded = z.infer<typeof gradedSchema>;

/** `POST /api/review/undo`. */
export const undoGradeSchema = z.strictObject({
  key: textAtTheDoor(100, 1).describe("of the grade that is taken back"),
});

/** `PUT /api/review/{card}`. */
export const cardUpdateSchema = z.strictObject({
  buried: z.boolean().optional().describe("not before tomorrow"),
  suspended: z.boolean().optional().describe("not before the learner wants it again"),
  zone: zoneSchema.optional(),
});
export type CardUpdate = z.infer<typeof cardUpdateSchema>;
export const cardStateSchema = z.object({
  card: z.string(),
  version: count,
  buried: z.boolean(),
  suspended: z.boolean(),
});

const dayCount = z.object({
  day: z.string().describe("as in 2026-11-27"),
  language: z.enum(learningLanguages),
  reviews: count,
  minutes: z.number(),
});
const recalled = z.object({ recalled: count, of: count });

/** `GET /api/review/statistics`. */
export const reviewStatisticsSchema = z.object({
  today: z.string().describe("as in 2026-11-27"),
  days: z.array(dayCount).describe("of the last year, those with reviews"),
  languages: z.array(
    z.object({
      language: z.enum(learningLanguages),
      words: z.object({ new: count, learning: count, known: count }),
      retention: z
        .object({ young: recalled, mature: recalled })
        .describe("of the due cards of the last 30 days, as FSRS counts them"),
      forecast: z
        .array(count)
        .describe("cards that are due today, with all that are overdue, and on each of the next 29 days"),
      suspended: count,
    }),
  ),
  suspended: z
    .array(
      z.object({
        card: z.string(),
        type: z.enum(reviewTypes),
        lemma: z.string(),
        language: z.enum(learningLanguages),
      }),
    )
    .describe("the cards that wait until the learner wants them again, at most 200"),
});
export type ReviewStatistics = z.infer<typeof reviewStatisticsSchema>;
