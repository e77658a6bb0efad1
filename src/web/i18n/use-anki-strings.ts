import type { AnkiStrings } from "./en/anki.ts";
import { createNamespace } from "./use-translate.ts";

export const useAnkiStrings = createNamespace<AnkiStrings>({
  en: () => import("./en/anki.ts").then((part) => part.anki),
  ja: () => import("./ja/anki.ts").then((part) => part.anki),
  ko: () => import("./ko/anki.ts").then((part) => part.anki),
  "zh-Hans": () => import("./zh-Hans/anki.ts").then((part) => part.anki),
  "zh-Hant": () => import("./zh-Hant/anki.ts").then((part) => part.anki),
});
