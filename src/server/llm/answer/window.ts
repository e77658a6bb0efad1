import type { ModelInfo } from "#shared/model-info.ts";
import type { LLMError } from "#server/llm/types.ts";

/** The tokens of a context window that an answer may take at most. */
export const longestAnswer = (contextTokens: number) => Math.floor((contextTokens * 3) / 8);

/** The context window to use: the wanted one, or the model's own if that is known and smaller. */
export const clampContext = (info: ModelInfo | undefined, wanted: number) =>
  Math.min(wanted, info?.contextLength ?? wanted);

/** A reported window below this is too small for a conversation, so it is ignored. */
export const leastWindow = 512;

/** Whether the prompt would fit with a shorter answer: vLLM counts the answer's limit as part of the window. */
export function fitsShorter(maxTokens: number, { info }: LLMError): boolean {
  const { contextTokens = 0, promptTokens } = info;
  const answer = longestAnswer(contextTokens);
  return answer < maxTokens && promptTokens !== undefined && promptTokens + answer <= contextTokens;
}
