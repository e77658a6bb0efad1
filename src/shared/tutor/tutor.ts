import { z } from "zod";
import { textUpTo } from "#shared/request-text.ts";
import { levels } from "#shared/setting-values.ts";
import { longestGoals, longestPersona, personas, practices } from "./tutor-values.ts";

export const tutorSchema = z.strictObject({
  persona: z.enum(personas).describe("who the tutor is"),
  own: textUpTo(longestPersona).describe("the tutor in the learner's words, for the persona `own`"),
  goals: textUpTo(longestGoals).describe("what the learner wants to be able to do, in their words"),
});
export type Tutor = z.infer<typeof tutorSchema>;

const count = z.number().int().nonnegative();

const practiceWordSchema = z.object({
  id: z.string(),
  lemma: z.string(),
  reading: z.string(),
  meaning: z.string().nullable(),
});
export type PracticeWord = z.infer<typeof practiceWordSchema>;

/** `GET /api/tutor`. */
export const tutorStateSchema = z.object({
  words: z.array(practiceWordSchema).describe("what a practice would bring in now: due words first, then new ones"),
  proposedLevel: z
    .object({
      level: z.enum(levels),
      known: z.number().min(0).max(1).describe("the share of the words of the learner's level that they know"),
      unknown: count.describe("how many words of their level they are studying"),
    })
    .nullable()
    .describe(
      "higher if the learner knows nearly all words of their level, lower if they are studying many of them; null: no reason to change it",
    ),
  today: z
    .object({
      day: z.string().describe("the learner's day, 2026-11-27"),
      met: z.array(z.string()).describe("the words that occurred in replies, the latest first; at most 30"),
      metCount: count,
      saved: count,
      corrected: count.describe("sentences that were corrected"),
      reviewed: count,
    })
    .describe("since the learner's day began"),
  left: count.describe("how many cards the review has for today"),
});
export type TutorState = z.infer<typeof tutorStateSchema>;

/** `GET /api/conversations/{id}/practice`. */
export const practiceStateSchema = z.object({
  practice: z.enum(practices).nullable().describe("null: the learner does not practise words here"),
  words: z.array(practiceWordSchema.extend({ messages: z.array(z.string()).describe("the replies that have it") })),
});
export type PracticeState = z.infer<typeof practiceStateSchema>;
