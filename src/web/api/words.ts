import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { BulkChange } from "#shared/words/list.ts";
import type { NewStatus, StatusChange } from "#shared/words/statuses.ts";
import type { PlaceKind, WordKind, WordSort, WordStatus } from "#shared/words/word-values.ts";
import type { NewWord, Saved, WordDetails, WordPage, WordUpdate } from "#shared/words/words.ts";
import { answerOf, api, asJson } from "./client.ts";

/** All lists of words. The event connection reads them again when words change. */
export const allWordLists = ["words"] as const;

export type WordListFilter = {
  language?: LearningLanguage;
  status?: WordStatus;
  kind?: WordKind;
  source?: PlaceKind | "import";
  doubt?: "true";
  q?: string;
  since?: string;
  until?: string;
  sort?: WordSort;
};

/** The saved and marked words that fit, one page at a time. */
export const wordsQueryOf = (filter: WordListFilter) =>
  infiniteQueryOptions({
    queryKey: [...allWordLists, filter],
    queryFn: ({ pageParam, signal }): Promise<WordPage> =>
      answerOf(api.words.$get({ query: { ...filter, offset: String(pageParam) } }, { init: { signal } })),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next,
  });

/** A word with its contexts. Fails with 404 if it is deleted. */
export const wordQuery = (id: string) =>
  queryOptions({
    queryKey: ["word", id],
    queryFn: (): Promise<WordDetails> => answerOf(api.words[":id"].$get({ param: { id } })),
  });

export const saveWord = (word: NewWord): Promise<Saved> => answerOf(api.words.$post({ json: word }));
export const markWord = (status: NewStatus): Promise<StatusChange> => answerOf(api.words.status.$put({ json: status }));
export const changeStatus = (id: string, status: WordStatus): Promise<WordDetails> =>
  answerOf(api.words[":id"].$put({ param: { id }, json: { status } }));
export const deleteWord = (id: string) => answerOf(api.words[":id"].$delete({ param: { id } }, asJson));
export const restoreWord = (id: string): Promise<WordDetails> =>
  answerOf(api.words[":id"].restore.$post({ param: { id } }, asJson));
export const deleteContext = (id: string, context: string): Promise<WordDetails> =>
  answerOf(api.words[":id"].contexts[":context"].$delete({ param: { id, context } }, asJson));

function useRefresh() {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: allWordLists }),
      client.invalidateQueries({ queryKey: ["word"] }),
    ]);
}

export function useChangeWord(id: string) {
  return useMutation({
    mutationFn: (update: WordUpdate): Promise<WordDetails> =>
      answerOf(api.words[":id"].$put({ param: { id }, json: update })),
    scope: { id: `word ${id}` },
    onSettled: useRefresh(),
  });
}

/** Deletes a word; `useRestoreWord` brings it back. */
export const useDeleteWord = () => useMutation({ mutationFn: deleteWord, onSettled: useRefresh() });
export const useRestoreWord = () => useMutation({ mutationFn: restoreWord, onSettled: useRefresh() });

export function useDeleteContext(id: string) {
  return useMutation({ mutationFn: (context: string) => deleteContext(id, context), onSettled: useRefresh() });
}
export function useRestoreContext(id: string) {
  return useMutation({
    mutationFn: (context: string): Promise<WordDetails> =>
      answerOf(api.words[":id"].contexts[":context"].restore.$post({ param: { id, context } }, asJson)),
    onSettled: useRefresh(),
  });
}

/** Changes many words. The answer says what each was before. */
export const useChangeWords = () =>
  useMutation({
    mutationFn: (change: BulkChange) => answerOf(api.words.bulk.$post({ json: change })),
    onSettled: useRefresh(),
  });

export const soundOfContext = (id: string, context: string): string => `/api/words/${id}/contexts/${context}/sound`;
