import { useMutation } from "@tanstack/react-query";
import type { NewStatus, StatusChange } from "#shared/words/statuses.ts";
import type { WordStatus } from "#shared/words/word-values.ts";
import type { NewWord, Saved, WordDetails, WordUpdate } from "#shared/words/words.ts";
import { answerOf, api, asJson } from "./client.ts";

export const saveWord = (word: NewWord): Promise<Saved> => answerOf(api.words.$post({ json: word }));
export const markWord = (status: NewStatus): Promise<StatusChange> => answerOf(api.words.status.$put({ json: status }));
export const changeStatus = (id: string, status: WordStatus): Promise<WordDetails> =>
  answerOf(api.words[":id"].$put({ param: { id }, json: { status } }));
export const deleteWord = (id: string) => answerOf(api.words[":id"].$delete({ param: { id } }, asJson));
export const restoreWord = (id: string): Promise<WordDetails> =>
  answerOf(api.words[":id"].restore.$post({ param: { id } }, asJson));
export const deleteContext = (id: string, context: string): Promise<WordDetails> =>
  answerOf(api.words[":id"].contexts[":context"].$delete({ param: { id, context } }, asJson));

/** Saves an edited word. The event `words` refreshes what shows it. */
export function useChangeWord(id: string) {
  return useMutation({
    mutationFn: (update: WordUpdate): Promise<WordDetails> =>
      answerOf(api.words[":id"].$put({ param: { id }, json: update })),
    scope: { id: `word ${id}` },
  });
}
