import { isServerProvider, providerDescriptors, type ProviderType } from "#shared/providers.ts";
import type { ModelInfo } from "#shared/model-info.ts";
import type { ApiError } from "#shared/errors.ts";
import { AppError, toApiError, toProbeError } from "#server/errors.ts";
import { baseUrlOf, getProvider, type ProviderDeps } from "./get-provider.ts";

export type ModelList = { models: ModelInfo[]; offline: boolean; error?: ApiError };

/** The models of a provider at its stored address. If the server does not answer: the last known ones, or the suggested ones. Never throws. */
export const listModels = (deps: ProviderDeps, type: ProviderType): Promise<ModelList> =>
  listModelsAt(deps, type, baseUrlOf(deps, type));

export async function listModelsAt(deps: ProviderDeps, type: ProviderType, baseUrl: string): Promise<ModelList> {
  try {
    const provider = getProvider(deps, type, baseUrl);
    if (provider instanceof AppError) throw provider;
    return { models: await provider.models(), offline: false };
  } catch (error) {
    const suggested = providerDescriptors[type].suggestedModels.map((id): ModelInfo => ({ id }));
    const reason = isServerProvider(type) ? toProbeError(error) : toApiError(error);
    const known = deps.catalog.at(type, baseUrl);
    return {
      models: known.listedAt() === null ? suggested : known.list().map(withoutMemory),
      offline: true,
      error: reason,
    };
  }
}

/** Removes whether the model is in memory, because the last list may be outdated. */
function withoutMemory({ ...model }: ModelInfo): ModelInfo {
  delete model.loaded;
  delete model.memory;
  return model;
}
