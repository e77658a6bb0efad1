import type { WelcomeStrings } from "./en/welcome.ts";
import { createNamespace } from "./use-translate.ts";

export const useWelcomeStrings = createNamespace<WelcomeStrings>({
  en: () => import("./en/welcome.ts").then((part) => part.welcome),
  ja: () => import("./ja/welcome.ts").then((part) => part.welcome),
  "zh-Hans": () => import("./zh-Hans/welcome.ts").then((part) => part.welcome),
  "zh-Hant": () => import("./zh-Hant/welcome.ts").then((part) => part.welcome),
  ko: () => import("./ko/welcome.ts").then((part) => part.welcome),
});
