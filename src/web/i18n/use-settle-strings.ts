import type { SettleStrings } from "./en/settle.ts";
import { createNamespace } from "./use-translate.ts";

export const useSettleStrings = createNamespace<SettleStrings>({
  en: () => import("./en/settle.ts").then((part) => part.settle),
  ja: () => import("./ja/settle.ts").then((part) => part.settle),
  ko: () => import("./ko/settle.ts").then((part) => part.settle),
  "zh-Hans": () => import("./zh-Hans/settle.ts").then((part) => part.settle),
  "zh-Hant": () => import("./zh-Hant/settle.ts").then((part) => part.settle),
});
