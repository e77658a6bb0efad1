import type { SearchStrings } from "./en/search.ts";
import { createNamespace } from "./use-translate.ts";

export const useSearchStrings = createNamespace<SearchStrings>({
  en: () => import("./en/search.ts").then((part) => part.search),
  ja: () => import("./ja/search.ts").then((part) => part.search),
  ko: () => import("./ko/search.ts").then((part) => part.search),
  "zh-Hans": () => import("./zh-Hans/search.ts").then((part) => part.search),
  "zh-Hant": () => import("./zh-Hant/search.ts").then((part) => part.search),
});
