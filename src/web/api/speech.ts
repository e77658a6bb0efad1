import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { NewSpeech, SpeechSettings, SpeechUpdate } from "#shared/speech.ts";
import { answerOf, api, blobOf } from "./client.ts";

export const speechSettingsQuery = queryOptions({
  queryKey: ["speech-settings"],
  queryFn: (): Promise<SpeechSettings> => answerOf(api.speech.settings.$get()),
});

export function useUpdateSpeech() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (update: SpeechUpdate) => answerOf(api.speech.settings.$put({ json: update })),
    onSuccess: (settings) => queryClient.setQueryData(speechSettingsQuery.queryKey, settings),
  });
}

export function useSetSpeechKey() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (key: string) => answerOf(api.speech.key.$put({ json: { key } })),
    onSuccess: (settings) => queryClient.setQueryData(speechSettingsQuery.queryKey, settings),
  });
}

/** The sound of a text, from the learner's speech server. */
export const speechOf = (speech: NewSpeech, signal: AbortSignal): Promise<Blob> =>
  blobOf(api.speech.$post({ json: speech }, { init: { signal } }));
