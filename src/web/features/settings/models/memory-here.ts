import type { LLMSettings } from "#shared/providers.ts";
import { isThisComputer } from "#shared/local-hosts.ts";
import { hostOf } from "#web/api/host-of.ts";

/** The memory of the computer that Ollama runs on, where that is Blossom's own; of another's nothing is known. */
export function memoryHere(settings: LLMSettings | undefined): number | null {
  const host = hostOf(settings?.providers.ollama.baseUrl ?? "");
  const isHere = isThisComputer(host) || host.startsWith("host.docker.internal");
  return settings && isHere ? settings.memoryBytes : null;
}
