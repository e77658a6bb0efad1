import type { ProviderType, ResolvedResponder, Responders } from "#shared/providers.ts";

/** A provider as the settings resolve it, whether it is the chosen one or not. */
export const findResponder = ({ chat, fallbacks }: Responders, type: ProviderType): ResolvedResponder | undefined =>
  [chat, ...fallbacks].find(({ provider }) => provider === type);
