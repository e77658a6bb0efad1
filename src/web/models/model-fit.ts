import { type Fit, fitOf } from "#shared/model-fit.ts";
import { type RecommendedModel, recommendedModels } from "#shared/recommended-models.ts";
import { isReadElsewhere } from "#web/api/host-of.ts";
import type { ModelsStrings } from "#web/i18n/en/models.ts";

/** The first model to download: the recommended one, or the smaller one if that would not fit. */
export function firstModel(memoryBytes: number | null): RecommendedModel {
  const [general, smaller] = recommendedModels;
  return memoryBytes === null || fitOf(general.downloadGb * 1e9, memoryBytes) === "fits" ? general : smaller;
}

/** "This computer" is where the models run, unless the page is read on another computer. */
export const fitWords = (t: ModelsStrings): Record<Fit, string> => (isReadElsewhere() ? t.fitThere : t.fit);
