import type { Purpose } from "#shared/contacts.ts";
import { type ModelInfo, providerDescriptors, type ProviderType } from "#shared/providers.ts";
import { findModelSettings, type StoredLLMSettings } from "#server/db/llm-settings.ts";
import { clampContext, longestAnswer } from "#server/llm/answer/window.ts";
import type { Knowledge } from "#server/llm/types.ts";

/** One model as every task uses it: the same window and the same stay in memory, or Ollama loads it again. */
export type ModelOptions = {
  model: string;
  /** What a prompt and its answer may fill. */
  contextTokens: number;
  /** Of it, the longest answer. */
  maxTokens: number;
  keepAlive?: string | number;
  purpose?: Purpose;
  /** What its server says about it, as far as it was asked. */
  info: ModelInfo | undefined;
};

/** What the learner set, within what the model has. */
export function toModelOptions(
  settings: StoredLLMSettings,
  type: ProviderType,
  models: Knowledge,
  model: string,
): ModelOptions {
  const { usualContextTokens, usualAnswerTokens } = providerDescriptors[type];
  const info = models.get(model);
  const set = findModelSettings(settings, type, model);
  const contextTokens = clampContext(info, set.contextTokens ?? usualContextTokens);
  const room = longestAnswer(contextTokens);
  const maxTokens = Math.min(usualAnswerTokens, room, info?.maxOutputTokens ?? room);
  const keepAlive = set.keepAlive === "-1" || set.keepAlive === "0" ? Number(set.keepAlive) : set.keepAlive;
  return { model, contextTokens, maxTokens, info, ...(keepAlive !== null && { keepAlive }) };
}
