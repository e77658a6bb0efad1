import { providerDescriptors, type ProviderType } from "#shared/providers.ts";
import type { Config } from "./config.ts";
import { normaliseAddress } from "./llm/transport/address.ts";
import { logger } from "./logger.ts";

/** Reads the addresses of the environment as if they were typed in Settings: `127.0.0.1:8080/v1 → http://127.0.0.1:8080`. */
export function readAddresses({ anthropicUrl, ollamaHost }: Config): Pick<Config, "anthropicUrl" | "ollamaHost"> {
  return {
    anthropicUrl: anthropicUrl && readAddress("ANTHROPIC_BASE_URL", anthropicUrl, "anthropic"),
    ollamaHost: ollamaHost && readOllamaHost(ollamaHost),
  };
}

/** Never repeats the address in its message, because it may contain a password. */
function readAddress(variable: string, typed: string, type: ProviderType): string {
  try {
    return normaliseAddress(typed, type);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : "not an address";
    const { defaultUrl } = providerDescriptors[type];
    throw new Error(`${variable} cannot be used: ${why}. Write it like ${defaultUrl}`, { cause });
  }
}

/**
 * Ollama's own programs also read `:11434`. The text stays as it was typed, because it can mean several addresses. It was not set for
 * Blossom, so Blossom starts with a bad one too, and searches the usual addresses.
 */
function readOllamaHost(given: string): string | undefined {
  const typed = given.startsWith(":") ? `127.0.0.1${given}` : given;
  try {
    readAddress("OLLAMA_HOST", typed, "ollama");
    return typed;
  } catch (error) {
    logger.info(error instanceof Error ? error.message : "OLLAMA_HOST cannot be used");
    return undefined;
  }
}
