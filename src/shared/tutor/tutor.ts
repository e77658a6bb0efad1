import { z } from "zod";
import { textUpTo } from "#shared/request-text.ts";
import { longestGoals, longestPersona, personas } from "./tutor-values.ts";

export const tutorSchema = z.strictObject({
  persona: z.enum(personas).describe("who the tutor is"),
  own: textUpTo(longestPersona).describe("the tutor in the learner's words, for the persona `own`"),
  goals: textUpTo(longestGoals).describe("what the learner wants to be able to do, in their words"),
});
export type Tutor = z.infer<typeof tutorSchema>;
