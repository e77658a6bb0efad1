import { canonicalName } from "#shared/canonical-name.ts";
import { isLocalHost } from "#server/local-hosts.ts";
import { providerDescriptors, type ProviderType } from "#shared/providers.ts";
import type { Knowledge } from "#server/llm/types.ts";

/** `gpt-oss:120b-cloud`, `glm-5:cloud`: Ollama relays these also when it does not list them. */
const isCloudName = (model: string) => /[:-]cloud$/.test(canonicalName(model));

/** Does the server relay what this model is asked? By what the server said about the model, else by the model's name. */
export function isRelayed(models: Knowledge, type: ProviderType, baseUrl: string, model: string): boolean {
  const info = models.get(model);
  // a digest comes from a list; anything else may be what an answer taught
  if (info?.remote || info?.digest) return info.remote === true;
  const { relays } = providerDescriptors[type];
  const mayRelay = relays === "always" || (relays === "own hosts" && isLocalHost(URL.parse(baseUrl)?.host ?? ""));
  return mayRelay && isCloudName(model);
}
