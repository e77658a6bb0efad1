import type { ModelsStrings } from "./en/models.ts";
import { createNamespace } from "./use-translate.ts";

export const useModelsStrings = createNamespace<ModelsStrings>({
  en: () => import("./en/models.ts").then((part) => part.models),
  ja: () => import("./ja/models.ts").then((part) => part.models),
  "zh-Hans": () => import("./zh-Hans/models.ts").then((part) => part.models),
  "zh-Hant": () => import("./zh-Hant/models.ts").then((part) => part.models),
  ko: () => import("./ko/models.ts").then((part) => part.models),
});
