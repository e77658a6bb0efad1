import { createAnthropic } from "./anthropic/anthropic.ts";
import { createOllama } from "./ollama/ollama.ts";
import { createOpenaiCompatible } from "./openai/openai-compatible.ts";
import type { Knowledge, LLMProvider, ProviderConfig } from "./types.ts";

/**
 * Creates the provider for a configuration and what is known about its endpoint. Cheap: each answer creates one. `timeScale`
 * multiplies our own waits; tests use less than 1.
 */
export function createProvider(config: ProviderConfig, knowledge: Knowledge, timeScale = 1): LLMProvider {
  switch (config.type) {
    case "anthropic":
      return createAnthropic(config, knowledge, timeScale);
    case "ollama":
      return createOllama(config, knowledge, timeScale);
    case "openai-compatible":
      return createOpenaiCompatible(config, knowledge, timeScale);
  }
}
