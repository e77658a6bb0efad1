import type { BinStrings } from "./en/bin.ts";
import { createNamespace } from "./use-translate.ts";

export const useBinStrings = createNamespace<BinStrings>({
  en: () => import("./en/bin.ts").then((part) => part.bin),
  ja: () => import("./ja/bin.ts").then((part) => part.bin),
  "zh-Hans": () => import("./zh-Hans/bin.ts").then((part) => part.bin),
  "zh-Hant": () => import("./zh-Hant/bin.ts").then((part) => part.bin),
  ko: () => import("./ko/bin.ts").then((part) => part.bin),
});
