import { providerDescriptors } from "#shared/providers.ts";
import { getLLMSettings } from "#server/db/llm-settings.ts";
import { AppError } from "#server/errors.ts";
import { getProvider, type ProviderDeps, windows } from "#server/get-provider.ts";
import type { LLMProvider } from "#server/llm/types.ts";

/** Who answers: a provider with the models the learner chose. `contextTokens`: what a prompt and its answer may fill. */
export type Tutor = {
  provider: LLMProvider;
  chatModel: string;
  titleModel: string;
  contextTokens: number;
  maxTokens: number;
};

/** The tutor of the settings, or why there is none: no key, no model chosen. */
export function chooseTutor(deps: ProviderDeps): Tutor | AppError {
  const { provider: type, providers } = getLLMSettings(deps.db);
  const { chatModel, titleModel } = providers[type];
  const provider = getProvider(deps, type);
  if (provider instanceof AppError) return provider;
  if (!chatModel) {
    return new AppError(
      "no_model",
      `No model is chosen for ${providerDescriptors[type].label}. Choose one in Settings.`,
    );
  }
  return { provider, chatModel, titleModel: titleModel || chatModel, ...windows[type] };
}
