import { AppError } from "#server/errors.ts";
import { isLocalHost } from "#server/local-hosts.ts";
import { refusedHost } from "#server/llm/transport/refused-host.ts";

// Ollama's rules for names, so that nothing else reaches it: [host/][namespace/]model[:tag]
const host = /^\w[\w.:-]{0,99}$/;
const namespace = /^\w[\w-]{0,79}$/;
const model = /^\w[\w.-]{0,79}$/;
const ownRegistries = ["registry.ollama.ai", "ollama.com"];

/** `gemma3:12b → registry.ollama.ai`, `hf.co/user/model:Q4 → hf.co`. Throws AppError for an invalid name. */
export function registryOf(name: string): string {
  const parts = name.split("/");
  const [last = "", owner = "library", registry = ownRegistries[0]!] = parts.reverse();
  const [base = "", tag = "latest", ...more] = last.split(":");
  const isName =
    parts.length <= 3 &&
    more.length === 0 &&
    model.test(base) &&
    model.test(tag) &&
    namespace.test(owner) &&
    host.test(registry) &&
    !name.includes("..");
  if (!isName) throw new AppError("invalid_request", "model: not a model's name");
  return registry.toLowerCase();
}

/** A file from another registry than Ollama's needs the learner's consent. A registry in the home network is always refused. */
export function checkSource(name: string, allowRegistry: boolean): void {
  const registry = registryOf(name);
  if (ownRegistries.includes(registry)) return;
  const address = registry.replace(/:\d+$/, "");
  if (isLocalHost(registry) || refusedHost(address) || !/\.[a-z][a-z0-9-]*$/.test(address))
    throw new AppError("invalid_request", `model: ${registry} is no public registry`);
  if (!allowRegistry)
    throw new AppError(
      "consent_needed",
      `This model comes from ${registry}. Agree to it with allowRegistry.`,
      registry,
    );
}
