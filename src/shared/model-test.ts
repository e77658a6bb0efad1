import { z } from "zod";
import { apiErrorSchema } from "./errors.ts";
import { responderSchema } from "./responder.ts";

/** The three lights of Settings: each a small real request to the model that does this task. */
export const testTasks = ["chat", "picture", "title"] as const;
export type TestTask = (typeof testTasks)[number];

/**
 * `POST /api/llm/test`, as events: `running` when its turn comes, then how it ended. `unread`: the model answered, and did not
 * find the word in the picture. `skipped`: the server says that this model cannot see.
 */
export const testEventSchema = z.object({
  task: z.enum(testTasks),
  state: z.enum(["running", "passed", "unread", "skipped", "failed"]),
  responder: responderSchema.nullable(),
  phase: z.enum(["waiting", "loading", "queued", "thinking", "writing", "retrying"]).optional(),
  said: z.string().optional().describe("what the model answered, at most 200 characters"),
  firstTokenMs: z.number().optional(),
  totalMs: z.number().optional(),
  tokensPerSecond: z.number().optional(),
  error: apiErrorSchema.optional(),
});
export type TestEvent = z.infer<typeof testEventSchema>;
