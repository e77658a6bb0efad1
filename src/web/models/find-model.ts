import type { ModelInfo } from "#shared/providers.ts";

export const findModel = (models: readonly ModelInfo[], name: string): ModelInfo | undefined =>
  models.find(({ id }) => isSameModel(id, name));

/** `gemma3` and `GEMMA3:latest` are one model, as they are for Ollama. */
export const isSameModel = (a: string, b: string): boolean => fullName(a) === fullName(b);

function fullName(name: string): string {
  const lower = name.toLowerCase();
  return lower.lastIndexOf(":") > lower.lastIndexOf("/") ? lower : `${lower}:latest`;
}
