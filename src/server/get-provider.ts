import type { Database } from "bun:sqlite";
import { providerDescriptors, type ProviderType } from "#shared/providers.ts";
import type { Config } from "./config.ts";
import { getLLMSettings } from "./db/llm-settings.ts";
import { AppError } from "./errors.ts";
import { createProvider } from "./llm/index.ts";
import type { LLMProvider } from "./llm/types.ts";
import type { Secrets } from "./secrets.ts";

export type ProviderDeps = { db: Database; config: Config; secrets: Secrets };

/** Room for a prompt and its answer. A local model's window costs memory, so it is small; the same for every task, or it reloads. */
export const windows: Record<ProviderType, { contextTokens: number; maxTokens: number }> = {
  ollama: { contextTokens: 8_192, maxTokens: 3_072 },
  "openai-compatible": { contextTokens: 8_192, maxTokens: 3_072 },
  anthropic: { contextTokens: 100_000, maxTokens: 8_192 },
};

/** A provider at its remembered address, or at `baseUrl`; the reason instead where it has no key and needs one. */
export function getProvider(deps: ProviderDeps, type: ProviderType, baseUrl?: string): LLMProvider | AppError {
  const { db, config, secrets } = deps;
  const url = baseUrl ?? baseUrlOf(deps, type);
  switch (type) {
    case "ollama":
      return createProvider({ type, baseUrl: url, contextTokens: windows.ollama.contextTokens });
    case "openai-compatible": {
      // a key belongs to the address in the settings, not to whatever is being tried
      const isStored = url === getLLMSettings(db).providers[type].baseUrl;
      return createProvider({ type, baseUrl: url, apiKey: isStored ? secrets.getKey(type, url) : null });
    }
    case "anthropic": {
      const apiKey = secrets.getKey(type, url);
      if (apiKey !== null) return createProvider({ type, baseUrl: url, apiKey });
      const hint = config.anthropicUrl ? `ANTHROPIC_API_KEY (${config.anthropicUrl})` : "ANTHROPIC_API_KEY";
      return new AppError("no_key", "No Anthropic API key is set. Add one in Settings, or choose Ollama.", hint);
    }
  }
}

export function baseUrlOf({ db, config }: Pick<ProviderDeps, "db" | "config">, type: ProviderType): string {
  if (type === "anthropic") return config.anthropicUrl ?? providerDescriptors.anthropic.defaultUrl;
  return getLLMSettings(db).providers[type].baseUrl;
}
