import type { AnsweringStrings } from "./en/answering.ts";
import { createNamespace } from "./use-translate.ts";

export type { AnsweringStrings };
export const useAnsweringStrings = createNamespace<AnsweringStrings>({
  en: () => import("./en/answering.ts").then((part) => part.answering),
  ja: () => import("./ja/answering.ts").then((part) => part.answering),
  "zh-Hans": () => import("./zh-Hans/answering.ts").then((part) => part.answering),
  "zh-Hant": () => import("./zh-Hant/answering.ts").then((part) => part.answering),
  ko: () => import("./ko/answering.ts").then((part) => part.answering),
});
