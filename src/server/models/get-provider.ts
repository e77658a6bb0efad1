import type { Database } from "bun:sqlite";
import { providerDescriptors, type ProviderType } from "#shared/providers.ts";
import type { Config } from "#server/config.ts";
import { getLLMSettings, type StoredLLMSettings } from "#server/db/llm-settings.ts";
import { AppError } from "#server/errors.ts";
import { createProvider } from "#server/llm/index.ts";
import type { LLMProvider } from "#server/llm/types.ts";
import type { Secrets } from "#server/secrets.ts";
import type { Catalog } from "./catalog.ts";
import type { Contacts } from "./contacts.ts";
import type { FoundServers } from "./found-servers.ts";
import type { Health } from "./health.ts";
import { isRelayed } from "./relayed.ts";
import type { Traffic } from "./traffic.ts";
import { watchProvider } from "./watch-provider.ts";

export type ProviderDeps = {
  db: Database;
  config: Config;
  secrets: Secrets;
  catalog: Catalog;
  health: Health;
  traffic: Traffic;
  contacts: Contacts;
  found: FoundServers;
  closing: AbortSignal;
};

/** A provider at its stored address, or at `baseUrl`. Returns an error if the provider needs a key and has none. */
export const getProvider = (deps: ProviderDeps, type: ProviderType, baseUrl?: string): LLMProvider | AppError =>
  openProvider(deps, getLLMSettings(deps.db), type, baseUrl);

export function openProvider(
  deps: ProviderDeps,
  settings: StoredLLMSettings,
  type: ProviderType,
  baseUrl?: string,
): LLMProvider | AppError {
  const { config, secrets, health, traffic, contacts, closing } = deps;
  const { label, needsKey, keyVariable } = providerDescriptors[type];
  const remembered = addressOf(config, settings, type);
  const url = baseUrl ?? remembered;
  // keys and headers belong to the stored address, not to one that is only being probed
  const isStored = url === remembered;
  const apiKey = isStored ? secrets.getKey(type, url) : null;
  const headers = isStored ? secrets.getHeaders(type, url) : {};
  if (needsKey && apiKey === null) {
    const hint = url === providerDescriptors[type].defaultUrl ? keyVariable : `${keyVariable} (${url})`;
    return new AppError("no_key", `No ${label} API key is set. Add one in Settings, or choose Ollama.`, { hint });
  }
  const models = deps.catalog.at(type, url);
  const provider = createProvider({ type, baseUrl: url, apiKey, headers }, models);
  return watchProvider(
    provider,
    { type, baseUrl: url },
    {
      health,
      traffic,
      closing,
      onContact: (purpose, model) => {
        const relayed = model !== null && isRelayed(models, type, url, model);
        contacts.record({ host: provider.host, purpose, relayed });
      },
      onLoad(model, failure) {
        const known = models.get(model);
        if (failure === null && !known?.failedToLoad && !known?.damaged) return;
        models.learn(model, { failedToLoad: failure !== null, damaged: failure === "damaged_model" });
      },
    },
  );
}

/** The address of a provider. The environment sets it for providers whose address the settings cannot change. */
export const addressOf = (
  { anthropicUrl }: Pick<Config, "anthropicUrl">,
  settings: StoredLLMSettings,
  type: ProviderType,
): string =>
  providerDescriptors[type].fields.includes("baseUrl")
    ? settings.providers[type].baseUrl
    : (anthropicUrl ?? providerDescriptors[type].defaultUrl);

export const baseUrlOf = ({ db, config }: Pick<ProviderDeps, "db" | "config">, type: ProviderType): string =>
  addressOf(config, getLLMSettings(db), type);
