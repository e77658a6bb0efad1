import type { ModelInfo } from "#shared/providers.ts";

// What servers said of their models, by host, for as long as the process runs. A provider is made anew for every answer and an
// answer never waits for a question about its model, so whoever lists models leaves here what the next answer may use.
const models = new Map<string, Map<string, KnownModel>>();

/** `canStopThinking`: `thinking: disabled` is taken (Anthropic). */
type KnownModel = ModelInfo & { canStopThinking?: boolean };

export function rememberModels(host: string, list: readonly KnownModel[]): void {
  models.set(host, new Map(list.map((model) => [canonicalName(model.id), model])));
}

export function recallModel(host: string, id: string): KnownModel | undefined {
  return models.get(host)?.get(canonicalName(id));
}

export const listKnown = (host: string): KnownModel[] => [...(models.get(host)?.values() ?? [])];

/** Nothing of this server's is known yet: neither asked in this run, nor left by one before. */
export const isUnknownHost = (host: string) => !models.has(host);

/** The window that a model can have, of the one that is wanted. */
export const clampContext = (host: string, id: string, wanted: number) =>
  Math.min(wanted, recallModel(host, id)?.contextLength ?? wanted);

/** What an answer taught us: `"x" does not support thinking`. */
export function correctModel(host: string, id: string, correction: Partial<ModelInfo>): void {
  const known = models.get(host) ?? new Map<string, KnownModel>();
  known.set(canonicalName(id), { id, ...recallModel(host, id), ...correction });
  models.set(host, known);
}

/** Ollama's equality: `Gemma3 = gemma3:latest`; a colon before the last slash is a port: `hf.co:443/x`. */
export function canonicalName(id: string): string {
  const name = id.trim().toLowerCase();
  return name.lastIndexOf(":") > name.lastIndexOf("/") ? name : `${name}:latest`;
}
