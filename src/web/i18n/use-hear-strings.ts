import type { HearStrings } from "./en/hear.ts";
import { createNamespace } from "./use-translate.ts";

export type { HearStrings };
export const useHearStrings = createNamespace<HearStrings>({
  en: () => import("./en/hear.ts").then((part) => part.hear),
  ja: () => import("./ja/hear.ts").then((part) => part.hear),
  "zh-Hans": () => import("./zh-Hans/hear.ts").then((part) => part.hear),
  "zh-Hant": () => import("./zh-Hant/hear.ts").then((part) => part.hear),
  ko: () => import("./ko/hear.ts").then((part) => part.hear),
});
