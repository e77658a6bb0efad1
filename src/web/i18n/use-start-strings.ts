import type { StartStrings } from "./en/start.ts";
import { createNamespace } from "./use-translate.ts";

export const useStartStrings = createNamespace<StartStrings>({
  en: () => import("./en/start.ts").then((part) => part.start),
  ja: () => import("./ja/start.ts").then((part) => part.start),
  "zh-Hans": () => import("./zh-Hans/start.ts").then((part) => part.start),
  "zh-Hant": () => import("./zh-Hant/start.ts").then((part) => part.start),
  ko: () => import("./ko/start.ts").then((part) => part.start),
});
