import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import type { Word } from "#shared/card.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { statusOf } from "#shared/words/status-of.ts";
import type { WordStatus } from "#shared/words/word-values.ts";
import { whenIdle } from "#web/ui/lazy.tsx";
import { type StatusMap, statusStoreOf } from "#web/api/word-statuses.ts";

/** The statuses of words, one letter each, so that a text is drawn again only when one of its own changes. Empty if none has one. */
export type StatusCodes = string;

const codes: Readonly<Partial<Record<WordStatus | "none", string>>> = {
  new: "n",
  learning: "l",
  known: "k",
  ignored: "i",
};
const byCode = new Map(Object.entries(codes).map(([status, code]) => [code, status as WordStatus])); // the keys of `codes`

export const statusAt = (all: StatusCodes, index: number): WordStatus | undefined => byCode.get(all[index] ?? "");

/** The last answer for each list of words: the store asks at every change, for every text. */
const known = new WeakMap<readonly Word[], { map: StatusMap; codes: StatusCodes }>();

function codesOf(words: readonly Word[], language: LearningLanguage, map: StatusMap): StatusCodes {
  if (map.size === 0 || words.length === 0) return "";
  const before = known.get(words);
  if (before?.map === map) return before.codes;
  const all = words.map((word) => codes[statusOf(word, language, (lemma) => map.get(lemma)) ?? "none"] ?? "-");
  const found = all.every((code) => code === "-") ? "" : all.join("");
  known.set(words, { map, codes: found });
  return found;
}

/** The statuses of the words of a text. They arrive after the words, and move nothing. */
export function useWordStatuses(words: readonly Word[], language: LearningLanguage): StatusCodes {
  const store = statusStoreOf(useQueryClient());
  const hasWords = words.length > 0;
  useEffect(() => {
    // later, so that they do not delay the first texts
    return hasWords && !store.isWanted(language) ? whenIdle(() => store.want(language)) : undefined;
  }, [store, language, hasWords]);
  const read = () => codesOf(words, language, store.get(language));
  return useSyncExternalStore(store.subscribe, read, read); // the second for a text that is drawn to HTML without a page
}
