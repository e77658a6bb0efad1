import type { Database } from "bun:sqlite";
import type { ProviderType } from "#shared/providers.ts";
import { getModelList, getModelSettings } from "./db/llm-settings.ts";
import { baseUrlOf, type ProviderDeps } from "./get-provider.ts";
import { canonicalName, recallModel } from "./llm/known-models.ts";

/** Does its server say that it runs the model on somebody else's computer? Its word of an earlier run counts too. */
export function isRemoteModel(deps: Pick<ProviderDeps, "db" | "config">, type: ProviderType, model: string): boolean {
  const baseUrl = baseUrlOf(deps, type);
  const known = recallModel(URL.parse(baseUrl)?.host ?? baseUrl, model);
  if (known) return known.remote === true;
  const listed = getModelList(deps.db, type, baseUrl)?.find(({ id }) => canonicalName(id) === canonicalName(model));
  return listed?.remote === true;
}

/** May this model be asked: it runs here, or the learner agreed that it does not. */
export const mayAsk = (deps: { db: Database } & Pick<ProviderDeps, "config">, type: ProviderType, model: string) =>
  !isRemoteModel(deps, type, model) || getModelSettings(deps.db, type, model).allowRemote;
