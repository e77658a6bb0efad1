import type { ModelInfo } from "#shared/providers.ts";
import { recommendedModels } from "#shared/recommended-models.ts";
import type { ServerStatus } from "#shared/status.ts";

/** The model to begin with: the recommended one, else the largest that runs on this computer; null where none does. */
export function suggestModel({ models, details }: ServerStatus): ModelInfo | null {
  const here = (details ?? models.map((id): ModelInfo => ({ id }))).filter(({ remote }) => !remote);
  const recommended = here.find(({ id }) => id === recommendedModels[0].model);
  const [largest] = here.toSorted((a, b) => (b.sizeBytes ?? 0) - (a.sizeBytes ?? 0));
  return recommended ?? largest ?? null;
}
