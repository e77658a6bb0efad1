import type { ModelInfo } from "#shared/providers.ts";
import type { LLMError } from "#server/llm/types.ts";

/** Of a window, what the longest answer may take: a small one is not all answer. */
export const longestAnswer = (contextTokens: number) => Math.floor((contextTokens * 3) / 8);

/** The window to use: the wanted one, or the model's own where that is smaller or nothing is known. */
export const clampContext = (info: ModelInfo | undefined, wanted: number) =>
  Math.min(wanted, info?.contextLength ?? wanted);

/** Less is no window for a conversation, whoever says it. */
export const leastWindow = 512;

/** vLLM counts the answer that is asked for, of so many tokens at most: was only that too long? */
export function fitsShorter(maxTokens: number, { info }: LLMError): boolean {
  const { contextTokens = 0, promptTokens } = info;
  const answer = longestAnswer(contextTokens);
  return answer < maxTokens && promptTokens !== undefined && promptTokens + answer <= contextTokens;
}
