import { correctModel } from "./known-models.ts";
import { LLMError } from "./types.ts";

/** What a prompt that was too long tells of a model's window; the next question is made for it. */
export function learnWindow(host: string, model: string, error: unknown): boolean {
  const contextLength = error instanceof LLMError && error.info.contextTokens;
  if (contextLength) correctModel(host, model, { contextLength });
  return !!contextLength;
}
