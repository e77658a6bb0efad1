import type { WordsStrings } from "./en/words.ts";
import { createNamespace } from "./use-translate.ts";

export const useWordsStrings = createNamespace<WordsStrings>({
  en: () => import("./en/words.ts").then((part) => part.words),
  ja: () => import("./ja/words.ts").then((part) => part.words),
  "zh-Hans": () => import("./zh-Hans/words.ts").then((part) => part.words),
  "zh-Hant": () => import("./zh-Hant/words.ts").then((part) => part.words),
  ko: () => import("./ko/words.ts").then((part) => part.words),
});
