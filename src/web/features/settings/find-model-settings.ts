import type { LLMSettings, ModelSettings, ProviderType } from "#shared/providers.ts";
import { isSameModel } from "#web/models/find-model.ts";

/** What the learner set for a model, under whichever of its names. */
export const findModelSettings = (
  settings: LLMSettings | undefined,
  provider: ProviderType,
  model: string,
): ModelSettings | undefined =>
  settings?.modelSettings.find((set) => set.provider === provider && isSameModel(set.model, model));
