import type { ModelInfo } from "#shared/providers.ts";
import type { LLMError } from "#server/llm/types.ts";

/** How much of a context window the longest answer may take. */
export const longestAnswer = (contextTokens: number) => Math.floor((contextTokens * 3) / 8);

/** The window to use: the wanted one, or the model's own where that is smaller or nothing is known. */
export const clampContext = (info: ModelInfo | undefined, wanted: number) =>
  Math.min(wanted, info?.contextLength ?? wanted);

/** A smaller window is too small for a conversation, so it is not believed. */
export const leastWindow = 512;

/** vLLM counts the answer's limit as part of the window. Would the prompt fit with a shorter answer? */
export function fitsShorter(maxTokens: number, { info }: LLMError): boolean {
  const { contextTokens = 0, promptTokens } = info;
  const answer = longestAnswer(contextTokens);
  return answer < maxTokens && promptTokens !== undefined && promptTokens + answer <= contextTokens;
}
