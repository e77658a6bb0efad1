import { z } from "zod";
import { phases } from "./answer.ts";
import { apiErrorSchema } from "./errors.ts";
import { responderSchema } from "./responder.ts";
import { testTasks } from "./test-tasks.ts";

/**
 * The events of `POST /api/llm/test`: for each task `running` when it starts, then its result. `unread`: the model answered but did not
 * find the word in the picture. `weak`: it answered in another language, or its explanation is no usable card. `skipped`: according to the server, this model cannot see.
 */
export const testEventSchema = z.object({
  task: z.enum(testTasks),
  state: z.enum(["running", "passed", "unread", "weak", "skipped", "failed"]),
  responder: responderSchema.nullable(),
  phase: z.enum(phases).optional(),
  weakness: z.enum(["language", "card"]).optional(),
  said: z.string().optional().describe("the model's answer, at most 200 characters"),
  firstTokenMs: z.number().optional(),
  totalMs: z.number().optional(),
  tokensPerSecond: z.number().optional(),
  error: apiErrorSchema.optional(),
});
export type TestEvent = z.infer<typeof testEventSchema>;
