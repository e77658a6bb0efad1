import type { Database } from "bun:sqlite";
import type { LLMSettingsUpdate, ProviderSettings } from "#shared/providers.ts";
import { getLLMSettings, setProvider, setProviderSettings } from "./db/llm-settings.ts";
import { durably } from "./db/open.ts";
import { AppError } from "./errors.ts";
import { normaliseAddress } from "./llm/address.ts";

/**
 * Changes what is named, keeps the rest. Models and `baseUrl` are the active provider's: the one in the update, if it
 * names one. `ollamaUrl` is Ollama's whichever is active, as in the design document.
 */
export function updateLLMSettings(db: Database, update: LLMSettingsUpdate) {
  const current = getLLMSettings(db);
  const provider = update.provider ?? current.provider;
  const settings = { ...current.providers };

  const { chatModel, titleModel, baseUrl, ollamaUrl } = update;
  const changes: Partial<ProviderSettings> = {
    ...(chatModel !== undefined && { chatModel }),
    ...(titleModel !== undefined && { titleModel }),
    ...(baseUrl !== undefined && { baseUrl: addressOf(provider, "baseUrl", baseUrl) }),
  };
  settings[provider] = { ...settings[provider], ...changes };
  if (ollamaUrl !== undefined)
    settings.ollama = { ...settings.ollama, baseUrl: addressOf("ollama", "ollamaUrl", ollamaUrl) };

  const now = Date.now();
  durably(db, () => {
    setProvider(db, provider, now);
    setProviderSettings(db, provider, settings[provider], now);
    if (ollamaUrl !== undefined) setProviderSettings(db, "ollama", settings.ollama, now);
  });
}

function addressOf(provider: "anthropic" | "ollama" | "openai-compatible", field: string, typed: string): string {
  if (provider === "anthropic") {
    throw new AppError("invalid_request", `${field}: Anthropic's address comes from ANTHROPIC_BASE_URL`);
  }
  try {
    return normaliseAddress(typed, provider);
  } catch (error) {
    throw new AppError("bad_url", `${field}: ${error instanceof Error ? error.message : "not an address"}`);
  }
}
