import { isSameModel } from "#shared/canonical-name.ts";
import type { ModelInfo } from "#shared/providers.ts";

export const findModel = (models: readonly ModelInfo[], name: string): ModelInfo | undefined =>
  models.find(({ id }) => isSameModel(id, name));
