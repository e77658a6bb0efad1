import type { Database } from "bun:sqlite";
import type { ModelInfo, ProviderType } from "#shared/providers.ts";
import { getModelList, getModelSettings } from "#server/db/llm-settings.ts";
import { baseUrlOf, type ProviderDeps } from "./get-provider.ts";
import { canonicalName, recallModel } from "#server/llm/known-models.ts";

type Deps = Pick<ProviderDeps, "db" | "config">;

/** What its server said of a model last; its word of an earlier run counts too. */
export function recallInfo(deps: Deps, type: ProviderType, model: string): ModelInfo | undefined {
  const baseUrl = baseUrlOf(deps, type);
  const known = recallModel(URL.parse(baseUrl)?.host ?? baseUrl, model);
  return known ?? getModelList(deps.db, type, baseUrl)?.find(({ id }) => canonicalName(id) === canonicalName(model));
}

/** Does its server say that it runs the model on somebody else's computer? */
export const isRemoteModel = (deps: Deps, type: ProviderType, model: string): boolean =>
  recallInfo(deps, type, model)?.remote === true;

/** May this model be asked: it runs here, or the learner agreed that it does not. */
export const mayAsk = (deps: { db: Database } & Pick<ProviderDeps, "config">, type: ProviderType, model: string) =>
  !isRemoteModel(deps, type, model) || getModelSettings(deps.db, type, model).allowRemote;
