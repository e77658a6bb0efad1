import type { Database } from "bun:sqlite";
import { type ModelInfo, type ProviderType, usualContextTokens } from "#shared/providers.ts";
import { getModelSettings } from "#server/db/llm-settings.ts";
import { clampContext, recallModel } from "#server/llm/known-models.ts";
import { longestAnswer } from "#server/llm/answer/window.ts";

/** One model as every task uses it: the same window and the same stay in memory, or Ollama loads it anew. */
export type ModelOptions = {
  model: string;
  /** What a prompt and its answer may fill. */
  contextTokens: number;
  /** Of it, the longest answer. */
  maxTokens: number;
  keepAlive?: string | number;
  /** What its server says of it, as far as it was asked. */
  info: ModelInfo | undefined;
};

/** Room for an answer. */
const usualMaxTokens: Record<ProviderType, number> = { ollama: 3_072, "openai-compatible": 3_072, anthropic: 8_192 };

/** What the learner set, within what the model has. `place` is its provider's. */
export function toModelOptions(db: Database, type: ProviderType, place: string, model: string): ModelOptions {
  const info = recallModel(place, model);
  const set = getModelSettings(db, type, model);
  const contextTokens = clampContext(place, model, set.contextTokens ?? usualContextTokens[type]);
  const room = longestAnswer(contextTokens);
  const maxTokens = Math.min(usualMaxTokens[type], room, info?.maxOutputTokens ?? room);
  const keepAlive = set.keepAlive === "-1" || set.keepAlive === "0" ? Number(set.keepAlive) : set.keepAlive;
  return { model, contextTokens, maxTokens, info, ...(keepAlive !== null && { keepAlive }) };
}
