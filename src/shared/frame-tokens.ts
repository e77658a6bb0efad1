import { z } from "zod";

/** `GET /api/llm/frame-tokens`: what the model would get of a part of a frame. */
export const frameTokensSchema = z.object({
  tokens: z.number().int().describe("estimated tokens of the context window"),
  pictures: z.number().int().describe("how many pictures the part is sent as"),
});
export type FrameTokens = z.infer<typeof frameTokensSchema>;
