import { canonicalName } from "#shared/canonical-name.ts";
import { isLocalHost } from "#shared/local-hosts.ts";
import type { ModelInfo, ProviderType } from "#shared/providers.ts";
import { getModelSettings } from "#server/db/llm-settings.ts";
import { baseUrlOf, type ProviderDeps } from "./get-provider.ts";

type Deps = Pick<ProviderDeps, "db" | "config" | "catalog">;

/** What is known about a model at an endpoint, by default the one in the settings. */
export const recallInfo = (
  deps: Deps,
  type: ProviderType,
  model: string,
  baseUrl = baseUrlOf(deps, type),
): ModelInfo | undefined => deps.catalog.at(type, baseUrl).get(model);

/** `gpt-oss:120b-cloud`, `glm-5:cloud`: Ollama hands these on also when it does not list them. */
const isCloudName = (model: string) => /[:-]cloud$/.test(canonicalName(model));

/** Does its server say that it runs the model on somebody else's computer? Where it said nothing of it, its name may. */
export function isRemoteModel(deps: Deps, type: ProviderType, model: string, baseUrl = baseUrlOf(deps, type)): boolean {
  const info = recallInfo(deps, type, model, baseUrl);
  // of a list; what else is known of a model may be what an answer taught
  if (info?.remote || info?.digest) return info.remote === true;
  const mayBeOllama = type === "ollama" || (type !== "anthropic" && isLocalHost(URL.parse(baseUrl)?.host ?? ""));
  return mayBeOllama && isCloudName(model);
}

/** May this model be asked: it runs here, or the learner agreed that it does not. */
export const mayAsk = (deps: Deps, type: ProviderType, model: string) =>
  !isRemoteModel(deps, type, model) || getModelSettings(deps.db, type, model).allowRemote;
