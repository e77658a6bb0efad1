import type { SavingStrings } from "./en/saving.ts";
import { createNamespace } from "./use-translate.ts";

export const useSavingStrings = createNamespace<SavingStrings>({
  en: () => import("./en/saving.ts").then((part) => part.saving),
  ja: () => import("./ja/saving.ts").then((part) => part.saving),
  ko: () => import("./ko/saving.ts").then((part) => part.saving),
  "zh-Hans": () => import("./zh-Hans/saving.ts").then((part) => part.saving),
  "zh-Hant": () => import("./zh-Hant/saving.ts").then((part) => part.saving),
});
