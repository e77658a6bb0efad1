import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ApiError } from "#shared/errors.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { sendMessage } from "#web/api/chat.ts";
import { toApiError } from "#web/api/client.ts";
import { conversationQuery, conversationsQuery } from "#web/api/conversations.ts";
import { type Draft, drafts, newDraft } from "./drafts.ts";

/** A message on its way: shown at once, where it will stand. */
export type Outgoing = {
  draft: Draft;
  language: LearningLanguage;
  conversationId: string | null;
  messageId: string | null;
};

/** Sends drafts. A message is out of the field when it is sent, and out of the browser only when the server has it. */
export function useSend(conversationId: string | null, onStarted: (conversationId: string) => void) {
  const queryClient = useQueryClient();
  const [outgoing, setOutgoing] = useState<Outgoing | null>(null);
  const [failure, setFailure] = useState<{ error: ApiError; draftId: string } | null>(null);
  const draftId = conversationId ?? newDraft;

  async function post(draft: Draft, language: LearningLanguage): Promise<string> {
    setFailure(null);
    setOutgoing({ draft, language, conversationId, messageId: null });
    const started = await sendMessage({
      text: draft.text,
      images: draft.images.map(({ dataUrl }) => dataUrl),
      language,
      key: draft.key,
      ...(conversationId !== null && { conversationId }),
    });
    const id = started.conversationId ?? conversationId ?? "";
    setOutgoing({ draft, language, conversationId: id, messageId: started.messageId });
    return id;
  }

  function settle(id: string) {
    void queryClient.invalidateQueries({ queryKey: conversationsQuery.queryKey });
    void queryClient.invalidateQueries({ queryKey: conversationQuery(id).queryKey });
    if (conversationId === null) onStarted(id);
  }

  async function sendDraft(language: LearningLanguage) {
    const draft = drafts.take(draftId);
    try {
      const id = await post(draft, language);
      drafts.accepted(draftId, id);
      settle(id);
    } catch (error) {
      drafts.giveBack(draftId);
      setOutgoing(null);
      setFailure({ error: toApiError(error), draftId });
    }
  }

  /** A ready sentence, sent as it is; what stands in the field stays in the field. */
  async function sendText(text: string, language: LearningLanguage) {
    try {
      const id = await post({ text, images: [], key: crypto.randomUUID() }, language);
      drafts.accepted(draftId, id);
      settle(id);
    } catch (error) {
      setOutgoing(null);
      setFailure({ error: toApiError(error), draftId });
    }
  }

  return {
    /** Only what belongs to the conversation that is open. */
    outgoing: outgoing && outgoing.conversationId === conversationId ? outgoing : null,
    failure: failure?.draftId === draftId ? failure.error : null,
    isSending: outgoing !== null && outgoing.messageId === null,
    sendDraft,
    sendText,
  };
}
