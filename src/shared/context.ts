import { z } from "zod";

/**
 * `GET /api/llm/context`: how full the model's window would be if the learner sent now, a message of so many `draftTokens`.
 * In tokens, estimated.
 */
export const contextStateSchema = z.object({
  windowTokens: z.number().describe("what the model is given in all"),
  answerTokens: z.number().describe("kept free of it for the answer"),
  instructionTokens: z.number(),
  historyTokens: z.number().describe("of the turns that would be sent"),
  leftOutTurns: z.number().int().describe("the oldest, which would not"),
  pictureTokens: z.number().describe("of one more picture"),
});
export type ContextState = z.infer<typeof contextStateSchema>;
