import { findModel } from "#shared/canonical-name.ts";
import { fitOf } from "#shared/model-fit.ts";
import type { ModelInfo } from "#shared/model-info.ts";
import { recommendedModels } from "#shared/recommended-models.ts";

/** The largest first, and among those for the same memory the preferred ones. */
const bySize = recommendedModels.toSorted((a, b) => b.memoryGb - a.memoryGb);

/**
 * Suggests the first model: the one in memory, else the largest recommended one that fits, else the newest. Never one that
 * runs in a cloud or failed to load. `memoryBytes` is null if the memory of the server's computer is unknown.
 */
export function suggestModel(models: readonly ModelInfo[], memoryBytes: number | null): string | null {
  const usable = models.filter(({ remote, failedToLoad, damaged }) => !remote && !failedToLoad && !damaged);
  const inMemory = usable.find(({ loaded }) => loaded);
  if (inMemory) return inMemory.id;
  const fits = ({ sizeBytes = 0 }: ModelInfo) => memoryBytes === null || fitOf(sizeBytes, memoryBytes) === "fits";
  for (const { model } of bySize) {
    const recommended = findModel(usable.filter(fits), model);
    if (recommended) return recommended.id;
  }
  const [newest] = usable.toSorted((a, b) => (b.modifiedAt ?? 0) - (a.modifiedAt ?? 0));
  return newest?.id ?? null;
}
