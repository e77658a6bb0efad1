import type { SettingsStrings } from "./en/settings.ts";
import { createNamespace } from "./use-translate.ts";

export const useSettingsStrings = createNamespace<SettingsStrings>({
  en: () => import("./en/settings.ts").then((part) => part.settings),
  ja: () => import("./ja/settings.ts").then((part) => part.settings),
  "zh-Hans": () => import("./zh-Hans/settings.ts").then((part) => part.settings),
  "zh-Hant": () => import("./zh-Hant/settings.ts").then((part) => part.settings),
  ko: () => import("./ko/settings.ts").then((part) => part.settings),
});
