import { isLocalHost } from "#shared/local-hosts.ts";
import { type LLMSettings, providerDescriptors, type ProviderType } from "#shared/providers.ts";
import { hostOf } from "#web/api/host-of.ts";

/** `127.0.0.1:11434` */
export const placeOf = ({ providers: all }: LLMSettings, type: ProviderType): string =>
  hostOf(all[type].baseUrl || providerDescriptors[type].defaultUrl);

/** Who is asked instead, in order: never who answers first, and nobody further away than was agreed. */
export function listFallbacks(settings: LLMSettings, { providers, allowRemote } = settings.fallback): ProviderType[] {
  const isHome = (type: ProviderType) => isLocalHost(placeOf(settings, type));
  const mayLeave = allowRemote || !isHome(settings.provider);
  return providers.filter((type) => type !== settings.provider && (mayLeave || isHome(type)));
}
