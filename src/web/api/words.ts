import { queryOptions, useMutation } from "@tanstack/react-query";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { BulkChange, BulkResult } from "#shared/words/list.ts";
import type { NewStatus, StatusChange } from "#shared/words/statuses.ts";
import type { PlaceKind, WordKind, WordSort, WordStatus } from "#shared/words/word-values.ts";
import type { NewWord, Saved, WordDetails, WordPage, WordUpdate } from "#shared/words/words.ts";
import { answerOf, api, asJson } from "./client.ts";

/** Which words are listed. Absent: all. */
export type WordFilter = {
  q?: string;
  language?: LearningLanguage;
  status?: WordStatus;
  kind?: WordKind;
  source?: PlaceKind | "import";
  doubt?: "true";
  /** Times in milliseconds since 1970. */
  due?: string;
  since?: string;
};

export const wordsAtOnce = 100;

/** A part of the list, in rows of `wordsAtOnce`. The event connection reads the shown parts again when words change. */
export const wordPageQuery = (filter: WordFilter, sort: WordSort, page: number) =>
  queryOptions({
    queryKey: ["words", filter, sort, page],
    queryFn: ({ signal }): Promise<WordPage> => {
      const query = { ...filter, sort, offset: String(page * wordsAtOnce), limit: String(wordsAtOnce) };
      return answerOf(api.words.$get({ query }, { init: { signal } }));
    },
    gcTime: 60_000,
  });

/** The ids of all words that fit, or of as many as one change can name. */
export const readWordIds = async (filter: WordFilter): Promise<string[]> =>
  (await answerOf(api.words.ids.$get({ query: filter }))).ids;

/** A word with its contexts. Fails with 404 if it is deleted. */
export const wordQuery = (id: string) =>
  queryOptions({
    queryKey: ["word", id],
    queryFn: (): Promise<WordDetails> => answerOf(api.words[":id"].$get({ param: { id } })),
    retry: false,
  });

export const saveWord = (word: NewWord): Promise<Saved> => answerOf(api.words.$post({ json: word }));
export const markWord = (status: NewStatus): Promise<StatusChange> => answerOf(api.words.status.$put({ json: status }));
export const changeStatus = (id: string, status: WordStatus): Promise<WordDetails> =>
  answerOf(api.words[":id"].$put({ param: { id }, json: { status } }));
export const deleteWord = (id: string) => answerOf(api.words[":id"].$delete({ param: { id } }, asJson));
export const deleteContext = (id: string, context: string): Promise<WordDetails> =>
  answerOf(api.words[":id"].contexts[":context"].$delete({ param: { id, context } }, asJson));
export const restoreContext = (id: string, context: string): Promise<WordDetails> =>
  answerOf(api.words[":id"].contexts[":context"].restore.$post({ param: { id, context } }, asJson));

/** Changes many words. The answer says what each was before. */
export const changeWords = (change: BulkChange): Promise<BulkResult> =>
  answerOf(api.words.bulk.$post({ json: change }));

/** Saves an edited word. The event `words` refreshes what shows it. */
export function useChangeWord(id: string) {
  return useMutation({
    mutationFn: (update: WordUpdate): Promise<WordDetails> =>
      answerOf(api.words[":id"].$put({ param: { id }, json: update })),
    scope: { id: `word ${id}` },
  });
}

export const soundOfContext = (id: string, context: string): string => `/api/words/${id}/contexts/${context}/sound`;
