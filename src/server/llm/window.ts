import { correctModel } from "./known-models.ts";
import { LLMError } from "./types.ts";

/** Less is no window for a conversation, whoever says it. */
const leastTokens = 512;

/** What a prompt that was too long tells of a model's window; the next question is made for it, until its server lists it anew. */
export function learnWindow(place: string, model: string, error: unknown): boolean {
  const { contextTokens: contextLength = 0 } = error instanceof LLMError ? error.info : {};
  if (contextLength >= leastTokens) correctModel(place, model, { contextLength });
  return contextLength >= leastTokens;
}
