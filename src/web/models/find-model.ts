import type { ModelInfo } from "#shared/providers.ts";

/** `gemma3` and `GEMMA3:latest` are one model, as they are for Ollama. */
export const findModel = (models: readonly ModelInfo[], name: string): ModelInfo | undefined =>
  models.find(({ id }) => fullName(id) === fullName(name));

function fullName(name: string): string {
  const lower = name.toLowerCase();
  return lower.lastIndexOf(":") > lower.lastIndexOf("/") ? lower : `${lower}:latest`;
}
