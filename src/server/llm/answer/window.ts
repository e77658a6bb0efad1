import type { ModelInfo } from "#shared/providers.ts";
import { type Knowledge, LLMError } from "#server/llm/types.ts";

/** Of a window, what the longest answer may take: a small one is not all answer. */
export const longestAnswer = (contextTokens: number) => Math.floor((contextTokens * 3) / 8);

/** The window to use: the wanted one, or the model's own where that is smaller or nothing is known. */
export const clampContext = (info: ModelInfo | undefined, wanted: number) =>
  Math.min(wanted, info?.contextLength ?? wanted);

/** Less is no window for a conversation, whoever says it. */
const leastTokens = 512;

/** A prompt that was too long tells the model's window; the next question is made for it. */
export function learnWindow(knowledge: Knowledge, model: string, error: unknown): boolean {
  const { contextTokens: contextLength = 0 } = error instanceof LLMError ? error.info : {};
  if (contextLength >= leastTokens) knowledge.learn(model, { contextLength });
  return contextLength >= leastTokens;
}

/** vLLM counts the answer that is asked for, of so many tokens at most: was only that too long? */
export function fitsShorter(maxTokens: number, error: unknown): boolean {
  const { contextTokens = 0, promptTokens } = error instanceof LLMError ? error.info : {};
  const answer = longestAnswer(contextTokens);
  return answer < maxTokens && promptTokens !== undefined && promptTokens + answer <= contextTokens;
}
