import type { TutorStrings } from "./en/tutor.ts";
import { createNamespace } from "./use-translate.ts";

export const useTutorStrings = createNamespace<TutorStrings>({
  en: () => import("./en/tutor.ts").then((part) => part.tutor),
  ja: () => import("./ja/tutor.ts").then((part) => part.tutor),
  "zh-Hans": () => import("./zh-Hans/tutor.ts").then((part) => part.tutor),
  "zh-Hant": () => import("./zh-Hant/tutor.ts").then((part) => part.tutor),
  ko: () => import("./ko/tutor.ts").then((part) => part.tutor),
});
