import { canonicalName } from "#shared/canonical-name.ts";
import type { ModelInfo, ProviderType } from "#shared/providers.ts";

// What servers said of their models, by place, for as long as the process runs. A provider is made anew for every answer and an
// answer never waits for a question about its model, so whoever lists models leaves here what the next answer may use.
const models = new Map<string, Map<string, ModelInfo>>();

/** One dialect at one address: an Ollama says more of a model than its `/v1` does, and neither may overwrite the other. */
export const placeOf = (provider: ProviderType, baseUrl: string) => `${provider} ${baseUrl.replace(/\/+$/, "")}`;

export function rememberModels(place: string, list: readonly ModelInfo[]): void {
  models.set(place, new Map(list.map((model) => [canonicalName(model.id), model])));
}

export function recallModel(place: string, id: string): ModelInfo | undefined {
  return models.get(place)?.get(canonicalName(id));
}

/** In the order of its list. */
export const listKnown = (place: string): ModelInfo[] => [...(models.get(place)?.values() ?? [])];

/** Nothing of this server's is known yet: neither asked in this run, nor left by one before. */
export const isUnknownPlace = (place: string) => !models.has(place);

/** The window that a model can have, of the one that is wanted. */
export const clampContext = (place: string, id: string, wanted: number) =>
  Math.min(wanted, recallModel(place, id)?.contextLength ?? wanted);

/** What an answer taught us: `"x" does not support thinking`. */
export function correctModel(place: string, id: string, correction: Partial<ModelInfo>): void {
  const known = models.get(place) ?? new Map<string, ModelInfo>();
  known.set(canonicalName(id), { id, ...recallModel(place, id), ...correction });
  models.set(place, known);
}
