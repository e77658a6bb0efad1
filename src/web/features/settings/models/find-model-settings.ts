import { isSameModel } from "#shared/canonical-name.ts";
import type { LLMSettings, ModelSettings } from "#shared/llm-settings.ts";
import type { ProviderType } from "#shared/providers.ts";

/** What the learner set for a model, under any of its names. */
export const findModelSettings = (
  settings: LLMSettings | undefined,
  provider: ProviderType,
  model: string,
): ModelSettings | undefined =>
  settings?.modelSettings.find((set) => set.provider === provider && isSameModel(set.model, model));
