import { createAnthropic } from "./anthropic/anthropic.ts";
import { createOllama } from "./ollama/ollama.ts";
import { createOpenaiCompatible } from "./openai/openai-compatible.ts";
import type { Knowledge, LLMProvider, ProviderConfig } from "./types.ts";

/**
 * The provider of a configuration, with what is known about its endpoint. Cheap: each answer creates one. `timeScale` multiplies
 * its own waits: less than 1 in tests.
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
