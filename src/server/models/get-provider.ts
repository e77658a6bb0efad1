import type { Database } from "bun:sqlite";
import { providerDescriptors, type ProviderType } from "#shared/providers.ts";
import type { Config } from "#server/config.ts";
import { getLLMSettings } from "#server/db/llm-settings.ts";
import { AppError } from "#server/errors.ts";
import { createProvider } from "#server/llm/index.ts";
import type { LLMProvider } from "#server/llm/types.ts";
import type { Secrets } from "#server/secrets.ts";
import type { Catalog } from "./catalog.ts";

export type ProviderDeps = { db: Database; config: Config; secrets: Secrets; catalog: Catalog };

/** A provider at its remembered address, or at `baseUrl`; the reason instead where it has no key and needs one. */
export function getProvider(deps: ProviderDeps, type: ProviderType, baseUrl?: string): LLMProvider | AppError {
  const { config, secrets, catalog } = deps;
  const remembered = baseUrlOf(deps, type);
  const url = baseUrl ?? remembered;
  // keys and headers belong to the address in the settings, not to whatever is being tried
  const isStored = url === remembered;
  const apiKey = isStored ? secrets.getKey(type, url) : null;
  const headers = isStored ? secrets.getHeaders(type, url) : {};
  if (type === "anthropic" && apiKey === null) {
    const hint = config.anthropicUrl ? `ANTHROPIC_API_KEY (${config.anthropicUrl})` : "ANTHROPIC_API_KEY";
    return new AppError("no_key", "No Anthropic API key is set. Add one in Settings, or choose Ollama.", hint);
  }
  return createProvider({ type, baseUrl: url, apiKey, headers }, catalog.at(type, url));
}

export function baseUrlOf({ db, config }: Pick<ProviderDeps, "db" | "config">, type: ProviderType): string {
  if (type === "anthropic") return config.anthropicUrl ?? providerDescriptors.anthropic.defaultUrl;
  return getLLMSettings(db).providers[type].baseUrl;
}
