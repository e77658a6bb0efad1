import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { AnkiFields, AnkiQueue, AnkiSettings, AnkiState, AnkiUpdate, NewNotes } from "#shared/anki/connect.ts";
import { answerOf, api, asJson } from "./client.ts";

export const ankiSettingsQuery = queryOptions({
  queryKey: ["anki-settings"],
  queryFn: (): Promise<AnkiSettings> => answerOf(api.anki.settings.$get()),
});

/** What a running Anki has. Asked only when the learner wants it: Anki is often closed. */
export const ankiStateQuery = queryOptions({
  queryKey: ["anki-state"],
  queryFn: ({ signal }): Promise<AnkiState> => answerOf(api.anki.$get({}, { init: { signal } })),
  retry: false,
  staleTime: 60_000,
});

export const ankiFieldsQuery = (noteType: string) =>
  queryOptions({
    queryKey: ["anki-state", "fields", noteType],
    queryFn: (): Promise<AnkiFields> => answerOf(api.anki.fields.$get({ query: { noteType } })),
    retry: false,
    staleTime: 60_000,
  });

/** The words that wait for Anki. The server says by an event when it changes. */
export const ankiQueueQuery = queryOptions({
  queryKey: ["anki-queue"],
  queryFn: (): Promise<AnkiQueue> => answerOf(api.anki.queue.$get()),
});

export function useUpdateAnki() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (update: AnkiUpdate) => answerOf(api.anki.settings.$put({ json: update })),
    onSuccess(settings, update) {
      client.setQueryData(ankiSettingsQuery.queryKey, settings);
      // another address is another Anki
      if (update.url !== undefined || update.allowRemote !== undefined)
        client.removeQueries({ queryKey: ankiStateQuery.queryKey });
    },
  });
}

export function useSetAnkiKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (key: string) => answerOf(api.anki.key.$put({ json: { key } })),
    onSuccess: (settings) => client.setQueryData(ankiSettingsQuery.queryKey, settings),
  });
}

/** Adds words to Anki, or updates their notes. */
export function useSendNotes() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (notes: NewNotes) => answerOf(api.anki.notes.$post({ json: notes })),
    onSettled: () => client.invalidateQueries({ queryKey: ankiQueueQuery.queryKey }),
  });
}

export function useAnkiQueue() {
  const client = useQueryClient();
  const onSuccess = (queue: AnkiQueue) => client.setQueryData(ankiQueueQuery.queryKey, queue);
  return {
    retry: useMutation({ mutationFn: () => answerOf(api.anki.queue.retry.$post({}, asJson)), onSuccess }),
    clear: useMutation({ mutationFn: () => answerOf(api.anki.queue.$delete({}, asJson)), onSuccess }),
  };
}
