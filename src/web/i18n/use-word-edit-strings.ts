import type { WordEditStrings } from "./en/word-edit.ts";
import { createNamespace } from "./use-translate.ts";

export const useWordEditStrings = createNamespace<WordEditStrings>({
  en: () => import("./en/word-edit.ts").then((part) => part.wordEdit),
  ja: () => import("./ja/word-edit.ts").then((part) => part.wordEdit),
  ko: () => import("./ko/word-edit.ts").then((part) => part.wordEdit),
  "zh-Hans": () => import("./zh-Hans/word-edit.ts").then((part) => part.wordEdit),
  "zh-Hant": () => import("./zh-Hant/word-edit.ts").then((part) => part.wordEdit),
});
