import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Message } from "#shared/chat.ts";
import type { ApiError } from "#shared/errors.ts";
import type { Verb } from "#shared/verbs.ts";
import { editMessage, showBranch } from "#web/api/chat.ts";
import { toApiError } from "#web/api/client.ts";
import { readShownResponder, showChangedResponder } from "#web/api/status.ts";
import { useExplanationLanguage } from "#web/cards/use-explanation-tag.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { focusField } from "#web/ui/return-focus.ts";
import { showToast } from "#web/ui/toast.tsx";
import { drafts, type TakenDraft } from "./drafts.ts";
import { editDraft, type Editing, editing, useEditedId } from "./editing.ts";

/** An edited message that is being sent: shown at once in the place of the earlier version. */
export type OutgoingEdit = { draft: TakenDraft; message: Message; verb: Verb };

/**
 * Edits messages that were sent. As with a new message, the text leaves its field when it is sent, and the browser's storage only when
 * the server has it.
 */
export function useEdit(
  conversationId: string,
  messages: readonly Message[],
  lastVerb: Verb,
  fieldRef: RefObject<HTMLTextAreaElement | null>,
  refresh: () => void,
) {
  const t = useTranslate();
  const errorText = useErrorText();
  const queryClient = useQueryClient();
  const explanationLanguage = useExplanationLanguage();
  const editedId = useEditedId(conversationId);
  const [outgoing, setOutgoing] = useState<OutgoingEdit | null>(null);
  const [failure, setFailure] = useState<{ error: ApiError; id: string } | null>(null);

  // the conversation shows the new version, or the learner has left it
  const isOver = outgoing !== null && !messages.some(({ id }) => id === outgoing.message.id);
  if (isOver) setOutgoing(null);

  const { mutate: send } = useMutation({
    mutationFn: async ({ draft, message, verb }: OutgoingEdit & { isAgain: boolean }) => {
      const responder = await readShownResponder(queryClient);
      const edit = { text: draft.text, task: verb, key: draft.key, responder, ...explanationLanguage };
      return editMessage(message.id, edit);
    },
    onSuccess(_, { message, isAgain }) {
      if (isAgain) return;
      drafts.accepted(editDraft(message.id));
      editing.accepted(conversationId, message.id);
    },
    async onError(error, { draft, message, isAgain }) {
      if (isAgain) {
        setOutgoing(null);
        showToast({ text: errorText(toApiError(error)) });
        return showChangedResponder(queryClient, error);
      }
      drafts.giveBack(editDraft(message.id), draft);
      editing.refused(conversationId, message.id);
      setOutgoing(null);
      await showChangedResponder(queryClient, error);
      setFailure({ error: toApiError(error), id: message.id });
    },
    onSettled: refresh,
  });
  const { mutate: show } = useMutation({
    mutationFn: (messageId: string) => showBranch(conversationId, messageId),
    onError: () => showToast({ text: t.shell.failed }),
    onSettled: refresh,
  });

  // another window has sent an edit of the same message: its field is gone, and the text of this one stays with the version before it
  const isHidden = messages.some(({ id, versions }) => id !== editedId && versions.includes(editedId ?? ""));
  const wasHidden = useRef(isHidden);
  useEffect(() => {
    if (isHidden && !wasHidden.current && editedId !== null) {
      const action = { label: t.chat.versions.previous, run: () => show(editedId) };
      showToast({ text: errorText({ code: "branch_changed", message: "" }), action });
    }
    wasHidden.current = isHidden;
  }, [isHidden, editedId, show, errorText, t]);

  const origin = useRef<Element>(null);
  const cancelled = useRef<string>(null);
  const cancel = useCallback(() => {
    setFailure(null);
    cancelled.current = editing.read(conversationId);
    editing.cancel(conversationId);
  }, [conversationId]);
  // back to the field where ↑ was pressed, or to the pencil, which is drawn again
  useLayoutEffect(() => {
    const id = cancelled.current;
    if (editedId !== null || id === null) return;
    cancelled.current = null;
    const pencil = document.querySelector(`[data-message="${CSS.escape(id)}"] [data-edit]`);
    const home = origin.current?.isConnected ? origin.current : pencil;
    if (home instanceof HTMLElement) home.focus({ preventScroll: true });
  }, [editedId]);
  const begin = useCallback(
    (message: Message) => {
      setFailure(null);
      origin.current = document.activeElement;
      editing.begin(conversationId, message);
    },
    [conversationId],
  );
  const sendEdit = useCallback(
    (message: Message, verb: Verb) => {
      setFailure(null);
      const draft = drafts.take(editDraft(message.id));
      editing.send(conversationId);
      setOutgoing({ draft, message, verb });
      send({ draft, message, verb, isAgain: false });
      focusField(fieldRef.current);
    },
    [conversationId, fieldRef, send],
  );
  const again = useCallback(
    (message: Message, verb: Verb) => {
      const draft = { text: message.text, images: [], key: crypto.randomUUID() };
      setOutgoing({ draft, message, verb });
      send({ draft, message, verb, isAgain: true });
      focusField(fieldRef.current);
    },
    [fieldRef, send],
  );
  const failed = failure !== null && failure.id === editedId ? failure.error : null;
  const context: Editing = useMemo(
    () => ({ editedId, lastVerb, failure: failed, begin, cancel, send: sendEdit, again, show }),
    [editedId, lastVerb, failed, begin, cancel, sendEdit, again, show],
  );
  return { outgoing: isOver ? null : outgoing, editing: context };
}
