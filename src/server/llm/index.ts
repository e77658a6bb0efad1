import { createAnthropic } from "./anthropic/anthropic.ts";
import { createOllama } from "./ollama/ollama.ts";
import { createOpenaiCompatible } from "./openai/openai-compatible.ts";
import type { Pace } from "./answer/retry.ts";
import type { LLMProvider, ProviderConfig } from "./types.ts";

/** The provider of a configuration. Cheap: made anew for every answer. `pace` shortens its own waits, for tests. */
export function createProvider(config: ProviderConfig, pace: Pace = 1): LLMProvider {
  switch (config.type) {
    case "anthropic":
      return createAnthropic(config, pace);
    case "ollama":
      return createOllama(config, pace);
    case "openai-compatible":
      return createOpenaiCompatible(config, pace);
  }
}
