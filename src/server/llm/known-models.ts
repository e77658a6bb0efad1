import type { ModelInfo } from "#shared/providers.ts";

// What servers said of their models, by host, for as long as the process runs. A provider is made anew for every answer and an
// answer never waits for a question about its model, so whoever lists models leaves here what the next answer may use.
const models = new Map<string, Map<string, ModelInfo>>();

export function rememberModels(host: string, list: readonly ModelInfo[]): void {
  models.set(host, new Map(list.map((model) => [canonicalName(model.id), model])));
}

export function recallModel(host: string, id: string): ModelInfo | undefined {
  return models.get(host)?.get(canonicalName(id));
}

/** In the order of its list. */
export const listKnown = (host: string): ModelInfo[] => [...(models.get(host)?.values() ?? [])];

/** Nothing of this server's is known yet: neither asked in this run, nor left by one before. */
export const isUnknownHost = (host: string) => !models.has(host);

/** The window that a model can have, of the one that is wanted. */
export const clampContext = (host: string, id: string, wanted: number) =>
  Math.min(wanted, recallModel(host, id)?.contextLength ?? wanted);

/** What an answer taught us: `"x" does not support thinking`. */
export function correctModel(host: string, id: string, correction: Partial<ModelInfo>): void {
  const known = models.get(host) ?? new Map<string, ModelInfo>();
  known.set(canonicalName(id), { id, ...recallModel(host, id), ...correction });
  models.set(host, known);
}

/** Ollama's equality: `Gemma3 = gemma3:latest`; a colon before the last slash is a port: `hf.co:443/x`. */
export function canonicalName(id: string): string {
  const name = id.trim().toLowerCase();
  return name.lastIndexOf(":") > name.lastIndexOf("/") ? name : `${name}:latest`;
}
