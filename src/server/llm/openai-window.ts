import type { OpenaiBody } from "./openai-body.ts";
import { LLMError } from "./types.ts";

/** The longest answer that a window has room for: the same share as it is planned with. */
export const longestAnswer = (contextTokens: number) => Math.floor((contextTokens * 3) / 8);

/** vLLM counts the answer that is asked for: was only that too long? */
export function fitsNow({ max_tokens, max_completion_tokens }: OpenaiBody, error: unknown): boolean {
  const { contextTokens = 0, promptTokens } = error instanceof LLMError ? error.info : {};
  const answer = longestAnswer(contextTokens);
  const isShorter = answer < (max_tokens ?? max_completion_tokens ?? 0);
  return isShorter && promptTokens !== undefined && promptTokens + answer <= contextTokens;
}
