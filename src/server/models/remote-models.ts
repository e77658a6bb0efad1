import type { Database } from "bun:sqlite";
import { canonicalName, isSameModel } from "#shared/canonical-name.ts";
import { isLocalHost } from "#shared/local-hosts.ts";
import type { ModelInfo, ProviderType } from "#shared/providers.ts";
import { getModelList, getModelSettings } from "#server/db/llm-settings.ts";
import { placeOf, recallModel } from "#server/llm/known-models.ts";
import { baseUrlOf, type ProviderDeps } from "./get-provider.ts";

type Deps = Pick<ProviderDeps, "db" | "config">;

/** What its server, the remembered one or another, said of a model last; its word of an earlier run counts too. */
export function recallInfo(
  deps: Deps,
  type: ProviderType,
  model: string,
  baseUrl = baseUrlOf(deps, type),
): ModelInfo | undefined {
  const known = recallModel(placeOf(type, baseUrl), model);
  return known ?? getModelList(deps.db, type, baseUrl)?.find(({ id }) => isSameModel(id, model));
}

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
export const mayAsk = (deps: { db: Database } & Pick<ProviderDeps, "config">, type: ProviderType, model: string) =>
  !isRemoteModel(deps, type, model) || getModelSettings(deps.db, type, model).allowRemote;
