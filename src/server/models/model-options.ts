import type { Purpose } from "#shared/contacts.ts";
import type { ModelInfo } from "#shared/model-info.ts";
import { providerDescriptors, type ProviderType } from "#shared/providers.ts";
import { findModelSettings, type StoredLLMSettings } from "#server/db/llm-settings.ts";
import { clampContext, longestAnswer } from "#server/llm/answer/window.ts";
import type { Knowledge } from "#server/llm/types.ts";

/** The options of one model. Every task uses the same context window and keep_alive, because Ollama reloads a model when they change. */
export type ModelOptions = {
  model: string;
  /** The size of the context window: prompt and answer together. */
  contextTokens: number;
  /** The part of the window reserved for the answer. */
  maxTokens: number;
  keepAlive?: string | number;
  purpose?: Purpose;
  /** What the catalog knows about the model; undefined if its server has not been asked. */
  info: ModelInfo | undefined;
};

/** The learner's settings, limited to what the model supports. */
export function toModelOptions(
  settings: StoredLLMSettings,
  type: ProviderType,
  models: Knowledge,
  model: string,
): ModelOptions {
  const { usualContextTokens, usualAnswerTokens } = providerDescriptors[type];
  const info = models.get(model);
  const set = findModelSettings(settings, type, model);
  const wanted = info?.fixedWindow ? info.contextLength : set.contextTokens;
  const contextTokens = clampContext(info, wanted ?? usualContextTokens);
  const room = longestAnswer(contextTokens);
  const maxTokens = Math.min(usualAnswerTokens, room, info?.maxOutputTokens ?? room);
  const keepAlive = set.keepAlive === "-1" || set.keepAlive === "0" ? Number(set.keepAlive) : set.keepAlive;
  return { model, contextTokens, maxTokens, info, ...(keepAlive !== null && { keepAlive }) };
}
