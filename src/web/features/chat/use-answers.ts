import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type RefObject, useCallback } from "react";
import type { NewAnswer, NewRetry, Started } from "#shared/chat.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { retryMessage, showGeneration, startAnswer, stopGeneration } from "#web/api/chat.ts";
import { toApiError } from "#web/api/client.ts";
import { readShownResponder, showChangedResponder } from "#web/api/status.ts";
import { useExplanationLanguage } from "#web/cards/use-explanation-tag.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { focusField } from "#web/ui/return-focus.ts";
import { showToast } from "#web/ui/toast.tsx";

/** `language`: the message is read as that; `avoid`: words that were too hard, for a simpler answer. */
export type Retry = (
  messageId: string,
  mode: NewRetry["mode"],
  how?: { language?: LearningLanguage; avoid?: string[] },
) => void;
export type AskFor = (messageId: string, task: NewAnswer["task"]) => void;
export type Show = (messageId: string, generationId: string) => void;

type Common = Omit<NewAnswer, "task">;

/** Starts, stops and chooses answers to messages that the server already has. */
export function useAnswers(fieldRef: RefObject<HTMLTextAreaElement | null>, refresh: () => void) {
  const t = useTranslate();
  const errorText = useErrorText();
  const queryClient = useQueryClient();
  const explanationLanguage = useExplanationLanguage();
  const showFailure = () => showToast({ text: t.shell.failed });

  const stop = useMutation({ mutationFn: stopGeneration, onError: showFailure, onSettled: refresh });
  const start = useMutation({
    mutationFn: async (post: (common: Common) => Promise<Started>) =>
      post({ responder: await readShownResponder(queryClient), ...explanationLanguage }),
    onError(error) {
      const { code, ...where } = toApiError(error);
      if (code === "responder_changed") {
        showToast({ text: errorText({ code, ...where }) });
        return showChangedResponder(queryClient, error);
      }
      // another tab has already started one: this tab reads that answer too
      if (code !== "busy") showFailure();
    },
    onSettled: refresh,
  });
  const show = useMutation({
    mutationFn: ({ id, generationId }: { id: string; generationId: string }) => showGeneration(id, generationId),
    onError: showFailure,
    onSettled: refresh,
  });

  const startOne = start.mutate;
  const begin = useCallback(
    (post: (common: Common) => Promise<Started>) => {
      startOne(post);
      // the pressed button disappears; a retry that follows a download must not take the focus from elsewhere
      const focused = document.activeElement;
      if (focused === document.body || focused?.closest("[data-message]")) focusField(fieldRef.current);
    },
    [startOne, fieldRef],
  );
  const onRetry = useCallback<Retry>(
    (id, mode, how) => begin((common) => retryMessage(id, { mode, ...how, ...common })),
    [begin],
  );
  const onAskFor = useCallback<AskFor>((id, task) => begin((common) => startAnswer(id, { task, ...common })), [begin]);
  const stopOne = stop.mutate;
  const onStop = useCallback(
    (generationId: string) => {
      stopOne(generationId);
      focusField(fieldRef.current);
    },
    [stopOne, fieldRef],
  );
  const showOne = show.mutate;
  const onShow = useCallback<Show>((id, generationId) => showOne({ id, generationId }), [showOne]);

  return { stop, isStarting: start.isPending, onStop, onRetry, onAskFor, onShow };
}
