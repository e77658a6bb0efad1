import type { ReviewStrings } from "./en/review.ts";
import { createNamespace } from "./use-translate.ts";

export const useReviewStrings = createNamespace<ReviewStrings>({
  en: () => import("./en/review.ts").then((part) => part.review),
  ja: () => import("./ja/review.ts").then((part) => part.review),
  "zh-Hans": () => import("./zh-Hans/review.ts").then((part) => part.review),
  "zh-Hant": () => import("./zh-Hant/review.ts").then((part) => part.review),
  ko: () => import("./ko/review.ts").then((part) => part.review),
});
