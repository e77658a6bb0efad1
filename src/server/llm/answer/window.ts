import { correctModel } from "#server/llm/known-models.ts";
import { LLMError } from "#server/llm/types.ts";

/** Of a window, what the longest answer may take: a small one is not all answer. */
export const longestAnswer = (contextTokens: number) => Math.floor((contextTokens * 3) / 8);

/** Less is no window for a conversation, whoever says it. */
const leastTokens = 512;

/** What a prompt that was too long tells of a model's window; the next question is made for it, until its server lists it anew. */
export function learnWindow(place: string, model: string, error: unknown): boolean {
  const { contextTokens: contextLength = 0 } = error instanceof LLMError ? error.info : {};
  if (contextLength >= leastTokens) correctModel(place, model, { contextLength });
  return contextLength >= leastTokens;
}

/** vLLM counts the answer that is asked for, of so many tokens at most: was only that too long? */
export function fitsShorter(maxTokens: number, error: unknown): boolean {
  const { contextTokens = 0, promptTokens } = error instanceof LLMError ? error.info : {};
  const answer = longestAnswer(contextTokens);
  return answer < maxTokens && promptTokens !== undefined && promptTokens + answer <= contextTokens;
}
