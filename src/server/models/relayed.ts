import { canonicalName } from "#shared/canonical-name.ts";
import { isLocalHost } from "#server/local-hosts.ts";
import { providerDescriptors, type ProviderType } from "#shared/providers.ts";
import type { Knowledge } from "#server/llm/types.ts";

/** Ollama also relays models with such names that it does not list: `gpt-oss:120b-cloud`, `glm-5:cloud`. */
const isCloudName = (model: string) => /[:-]cloud$/.test(canonicalName(model));

/** Does the server relay requests for this model to a cloud? Decided by the server's list, or else by the model's name. */
export function isRelayed(models: Knowledge, type: ProviderType, baseUrl: string, model: string): boolean {
  const info = models.get(model);
  // only a list gives a digest; other facts may have been learned from an answer
  if (info?.remote || info?.digest) return info.remote === true;
  if (!isCloudName(model)) return false;
  const { relays } = providerDescriptors[type];
  return relays === "always" || (relays === "own hosts" && isLocalHost(URL.parse(baseUrl)?.host ?? ""));
}
