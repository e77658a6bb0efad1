import { type RecommendedModel, recommendedModels } from "#shared/recommended-models.ts";
import { isReadElsewhere } from "#web/api/host-of.ts";
import type { ModelsStrings } from "#web/i18n/en/models.ts";

export type Fit = "fits" | "tight" | "tooLarge";

/**
 * Does a model of this size run here beside everything else? Its weights once, a quarter more for what it works with, and a
 * gigabyte; three quarters of the memory are its to have. `gemma3:12b`, 8.1 GB: fits 16 GB, is tight with 12, too large for 8.
 */
export function fitOf(sizeBytes: number, memoryBytes: number): Fit {
  const needed = sizeBytes * 1.25 + 1e9;
  if (needed <= memoryBytes * 0.75) return "fits";
  return needed <= memoryBytes * 0.95 ? "tight" : "tooLarge";
}

/** The model to begin with: the recommended one, or the smaller one where that would not fit. */
export function firstModel(memoryBytes: number | null): RecommendedModel {
  const [general, smaller] = recommendedModels;
  return memoryBytes === null || fitOf(general.downloadGb * 1e9, memoryBytes) === "fits" ? general : smaller;
}

/** "This computer" is the one that models run on, unless the page is read on another. */
export const fitWords = (t: ModelsStrings): Record<Fit, string> => (isReadElsewhere() ? t.fitThere : t.fit);
