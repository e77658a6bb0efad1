import { z } from "zod";

/**
 * `GET /api/llm/context`: how full the model's context window would be if the learner now sent a message of `draftTokens` tokens.
 * All values are estimates.
 */
export const contextStateSchema = z.object({
  windowTokens: z.number().describe("the whole context window"),
  isLargest: z.boolean().optional().describe("no setting gives the model a larger window"),
  answerTokens: z.number().describe("the part of the window that is kept free for the answer"),
  instructionTokens: z.number(),
  historyTokens: z.number().describe("the earlier turns that would be sent"),
  leftOutTurns: z.number().int().describe("how many of the oldest turns would not be sent"),
  pictureTokens: z.number().describe("the cost of one more picture"),
});
export type ContextState = z.infer<typeof contextStateSchema>;
