import { useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { statusOf } from "#shared/words/status-of.ts";
import type { WordStatus } from "#shared/words/word-values.ts";
import { statusStoreOf } from "#web/api/word-statuses.ts";

/** The status of a word in its dictionary form. The text around it has asked for the statuses already. */
export function useLemmaStatus(lemma: string, reading: string, language: LearningLanguage): WordStatus | undefined {
  const store = statusStoreOf(useQueryClient());
  const read = () => {
    const statuses = store.get(language);
    return statusOf({ surface: lemma, reading }, language, (each) => statuses.get(each));
  };
  return useSyncExternalStore(store.subscribe, read, read);
}
