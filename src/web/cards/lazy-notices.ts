import type { Notice } from "#shared/answer.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { lazyPart } from "#web/ui/lazy.tsx";

/** Most answers have no notices. */
export const LazyNotices = lazyPart(() => import("./notices.tsx").then((part) => part.Notices), {
  useStrings: useAnsweringStrings.useStart,
});

/** Advice for the future is shown once, under the last answer. */
export const isAdvice = ({ code }: Notice): boolean => code === "is_ollama" || code === "better_language";
