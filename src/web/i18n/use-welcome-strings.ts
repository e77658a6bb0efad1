import type { WelcomeStrings } from "./en/welcome.ts";
import { createPart } from "./use-translate.ts";

export const useWelcomeStrings = createPart<WelcomeStrings>({
  en: () => import("./en/welcome.ts").then((part) => part.welcome),
  ja: () => import("./ja/welcome.ts").then((part) => part.welcome),
  zh: () => import("./zh/welcome.ts").then((part) => part.welcome),
  ko: () => import("./ko/welcome.ts").then((part) => part.welcome),
});
