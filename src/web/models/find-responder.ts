import type { ProviderType } from "#shared/providers.ts";
import type { ResolvedResponder, Responders } from "#shared/llm-settings.ts";

/** A provider as the settings resolve it, whether it is the chosen one or not. */
export const findResponder = ({ chat, fallbacks }: Responders, type: ProviderType): ResolvedResponder | undefined =>
  [chat, ...fallbacks].find(({ provider }) => provider === type);
