import { createAnthropic } from "./anthropic/anthropic.ts";
import { createOllama } from "./ollama/ollama.ts";
import { createOpenaiCompatible } from "./openai/openai-compatible.ts";
import type { Pace } from "./answer/retry.ts";
import type { Knowledge, LLMProvider, ProviderConfig } from "./types.ts";

/**
 * The provider of a configuration, with what is known about its endpoint. Cheap: each answer creates one. `pace` shortens its
 * own waits, for tests.
 */
export function createProvider(config: ProviderConfig, knowledge: Knowledge, pace: Pace = 1): LLMProvider {
  switch (config.type) {
    case "anthropic":
      return createAnthropic(config, knowledge, pace);
    case "ollama":
      return createOllama(config, knowledge, pace);
    case "openai-compatible":
      return createOpenaiCompatible(config, knowledge, pace);
  }
}
