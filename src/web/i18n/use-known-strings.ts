import type { KnownStrings } from "./en/known.ts";
import { createNamespace } from "./use-translate.ts";

export const useKnownStrings = createNamespace<KnownStrings>({
  en: () => import("./en/known.ts").then((part) => part.known),
  ja: () => import("./ja/known.ts").then((part) => part.known),
  "zh-Hans": () => import("./zh-Hans/known.ts").then((part) => part.known),
  "zh-Hant": () => import("./zh-Hant/known.ts").then((part) => part.known),
  ko: () => import("./ko/known.ts").then((part) => part.known),
});
