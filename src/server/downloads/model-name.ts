import { AppError } from "#server/errors.ts";
import { isLocalHost } from "#server/local-hosts.ts";
import { ownRegistries, registryOf } from "#server/llm/ollama/registry.ts";
import { refusedHost } from "#server/llm/transport/refused-host.ts";

/** A file from another registry than Ollama's needs the learner's consent. A registry in the home network is always refused. */
export function checkSource(name: string, allowRegistry: boolean): void {
  const registry = registryOf(name);
  if (ownRegistries.some((own) => own === registry)) return;
  const address = registry.replace(/:\d+$/, "");
  if (isLocalHost(registry) || refusedHost(address) || !/\.[a-z][a-z0-9-]*$/.test(address))
    throw new AppError("invalid_request", `model: ${registry} is no public registry`);
  if (!allowRegistry)
    throw new AppError("consent_needed", `This model comes from ${registry}. Agree to it with allowRegistry.`, {
      hint: registry,
    });
}
