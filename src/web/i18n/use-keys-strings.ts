import type { KeysStrings } from "./en/keys.ts";
import { createNamespace } from "./use-translate.ts";

export const useKeysStrings = createNamespace<KeysStrings>({
  en: () => import("./en/keys.ts").then((part) => part.keys),
  ja: () => import("./ja/keys.ts").then((part) => part.keys),
  ko: () => import("./ko/keys.ts").then((part) => part.keys),
  "zh-Hans": () => import("./zh-Hans/keys.ts").then((part) => part.keys),
  "zh-Hant": () => import("./zh-Hant/keys.ts").then((part) => part.keys),
});
