import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { Verb } from "#shared/verbs.ts";
import type { ApiError } from "#shared/errors.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { sendMessage } from "#web/api/chat.ts";
import { toApiError } from "#web/api/client.ts";
import { refreshConversation } from "#web/api/change-conversation.ts";
import { conversationQuery, loadSent } from "#web/api/conversations.ts";
import { mustChooseResponder, readShownResponder, showChangedResponder } from "#web/api/status.ts";
import { useEvents } from "#web/api/events/use-events.ts";
import { useExplanationLanguage } from "#web/cards/use-explanation-tag.ts";
import { isBlossomGone } from "#web/i18n/error-words.ts";
import { type Draft, drafts, newDraft, type TakenDraft } from "./drafts.ts";

/** A message that is being sent: shown at once, at its final position. */
type Outgoing = {
  draft: TakenDraft;
  language: LearningLanguage;
  verb: Verb;
  conversationId: string | null;
  messageId: string | null;
  /** The message waited for the end of an answer, which the learner may still be reading. */
  hasWaited: boolean;
};

/** Why a draft was not sent. It applies to exactly this draft: any change of the text or the pictures drops it. */
type Failure = { error: ApiError; draft: Draft };

/** Sends drafts. A draft leaves the field when it is sent, and the browser's storage only when the server has it. */
export function useSend(
  conversationId: string | null,
  messages: readonly { id: string }[] | undefined,
  onStarted: (conversationId: string) => void,
) {
  const queryClient = useQueryClient();
  const [outgoing, setOutgoing] = useState<Outgoing | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [mustChoose, setMustChoose] = useState(false);
  const [lastVerb, setLastVerb] = useState<Verb>("explain");
  const lastFrom = useRef<string | null>(null);
  const explanationLanguage = useExplanationLanguage();
  const draftId = conversationId ?? newDraft;
  // the whole page would draw again at each key if this read the draft itself
  const isUnchanged = useSyncExternalStore(
    drafts.subscribe,
    () => failure !== null && failure.draft === drafts.read(draftId),
    () => false,
  );

  const isGone = failure !== null && isBlossomGone(failure.error);
  const { listen } = useEvents();
  useEffect(() => {
    if (!isGone) return;
    return listen(({ type }) => {
      if (type === "hello") setFailure(null);
    });
  }, [isGone, listen]);

  // the conversation on the screen when a late response arrives; undefined if the learner is on another page
  const shown = useRef<string | null>(undefined);
  useEffect(() => {
    shown.current = conversationId;
    return () => {
      shown.current = undefined;
    };
  }, [conversationId]);

  // its pictures take megabytes: dropped when the conversation has them, or when the learner leaves it
  const [last, setLast] = useState(conversationId);
  if (last !== conversationId) setLast(conversationId);
  useEffect(() => {
    lastFrom.current = null;
  }, [conversationId]);
  const isThere = messages?.some(({ id }) => id === outgoing?.messageId);
  const isLeft = last !== conversationId && outgoing?.conversationId !== conversationId;
  if (outgoing?.messageId && (isThere || isLeft)) setOutgoing(null);

  async function post(draft: TakenDraft, language: LearningLanguage, verb: Verb, hasWaited: boolean) {
    setFailure(null);
    setOutgoing({ draft, language, verb, conversationId, messageId: null, hasWaited });
    const responder = await readShownResponder(queryClient);
    const started = await sendMessage({
      text: draft.text,
      images: draft.images.map(({ dataUrl }) => dataUrl),
      language,
      task: verb,
      key: draft.key,
      responder,
      ...explanationLanguage,
      ...(conversationId !== null && { conversationId, after: messages?.at(-1)?.id }),
    });
    const id = started.conversationId ?? conversationId ?? "";
    // the page then draws the new conversation once, with its messages. Without them it says itself why they are missing
    if (started.opened) queryClient.setQueryData(conversationQuery(id).queryKey, started.opened);
    const isShown = shown.current === conversationId;
    setOutgoing(
      isShown ? { draft, language, verb, conversationId: id, messageId: started.messageId, hasWaited } : null,
    );
    return { id, messageId: started.messageId ?? "" };
  }

  function settle(id: string, messageId: string) {
    if (conversationId !== null) void loadSent(queryClient, id, messageId);
    else if (shown.current === null) onStarted(id);
  }

  /** `from`: the id of the draft. Resolves to false if it was not sent. */
  async function send(draft: TakenDraft, language: LearningLanguage, verb: Verb, from = draftId): Promise<boolean> {
    setLastVerb(verb);
    lastFrom.current = from;
    if (mustChooseResponder(queryClient)) {
      drafts.giveBack(from, draft);
      setMustChoose(true);
      return false;
    }
    setMustChoose(false);
    try {
      const { id, messageId } = await post(draft, language, verb, from !== draftId);
      drafts.accepted(from, from === draftId ? id : from);
      settle(id, messageId);
      return true;
    } catch (error) {
      drafts.giveBack(from, draft);
      setOutgoing(null);
      const failed = toApiError(error);
      // another window has sent a message, so this page must learn of the running answer
      const isElsewhere = failed.code === "busy" || failed.code === "branch_changed";
      if (isElsewhere && conversationId !== null) await refreshConversation(queryClient, conversationId);
      await showChangedResponder(queryClient, error);
      setFailure({ error: failed, draft: drafts.read(draftId) });
      return false;
    }
  }

  return {
    /** Null for a message of another conversation. */
    outgoing: outgoing && outgoing.conversationId === conversationId ? outgoing : null,
    failure: failure && isUnchanged ? failure.error : null,
    isSending: outgoing !== null && outgoing.messageId === null,
    /** Nothing was sent: the learner must first choose who answers. */
    mustChoose,
    sendDraft: (language: LearningLanguage, verb: Verb) => send(drafts.take(draftId), language, verb),
    /** Sends another draft of this conversation: the message that waited. */
    sendQueued: (from: string, language: LearningLanguage, verb: Verb) => send(drafts.take(from), language, verb, from),
    /** Sends the draft that was not sent, for what it was meant. */
    sendAgain: (language: LearningLanguage) =>
      send(drafts.take(lastFrom.current ?? draftId), language, lastVerb, lastFrom.current ?? draftId),
    /** Sends an example as it is; the draft stays in the field. */
    sendExample: (text: string, language: LearningLanguage, verb: Verb) =>
      send({ text, images: [], key: crypto.randomUUID() }, language, verb),
  };
}
