import type { Database } from "bun:sqlite";
import { type ModelInfo, type ProviderType, usualContextTokens } from "#shared/providers.ts";
import { getModelSettings } from "#server/db/llm-settings.ts";
import { clampContext, longestAnswer } from "#server/llm/answer/window.ts";
import type { Knowledge } from "#server/llm/types.ts";

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

/** What the learner set, within what the model has. */
export function toModelOptions(db: Database, type: ProviderType, knowledge: Knowledge, model: string): ModelOptions {
  const info = knowledge.get(model);
  const set = getModelSettings(db, type, model);
  const contextTokens = clampContext(info, set.contextTokens ?? usualContextTokens[type]);
  const room = longestAnswer(contextTokens);
  const maxTokens = Math.min(usualMaxTokens[type], room, info?.maxOutputTokens ?? room);
  const keepAlive = set.keepAlive === "-1" || set.keepAlive === "0" ? Number(set.keepAlive) : set.keepAlive;
  return { model, contextTokens, maxTokens, info, ...(keepAlive !== null && { keepAlive }) };
}
