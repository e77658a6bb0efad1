import type { PopupStrings } from "./en/popup.ts";
import { createNamespace } from "./use-translate.ts";

export const usePopupStrings = createNamespace<PopupStrings>({
  en: () => import("./en/popup.ts").then((part) => part.popup),
  ja: () => import("./ja/popup.ts").then((part) => part.popup),
  ko: () => import("./ko/popup.ts").then((part) => part.popup),
  "zh-Hans": () => import("./zh-Hans/popup.ts").then((part) => part.popup),
  "zh-Hant": () => import("./zh-Hant/popup.ts").then((part) => part.popup),
});
