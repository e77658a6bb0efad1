import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import type { Message } from "#shared/chat.ts";
import type { ContextState } from "#shared/context.ts";
import { estimateTokens } from "#shared/estimate-tokens.ts";
import { contextQuery } from "#web/api/context.ts";
import { conversationQuery } from "#web/api/conversations.ts";
import { statusQuery } from "#web/api/status.ts";
import { newDraft, useDraft } from "./drafts.ts";

export type Filling = ContextState & {
  model: string;
  draftTokens: number;
  usedTokens: number;
  /** Of the window, what is not kept for the answer. */
  roomTokens: number;
  /** What is being written does not fit, whatever else is left out. */
  isTooLong: boolean;
};

/** What the server is asked again for is rounded up, so that it is not asked at every letter. */
const step = 64;

/** The page has read it anyway: how many turns there are, and whether the last has ended. */
const howFar = ({ messages }: { messages: Message[] }) =>
  [messages.length, messages.at(-1)?.generation?.id, messages.at(-1)?.answer?.outcome].join(" ");

/** Without a responder there is no window to fill. */
const cannotAnswer: ReadonlySet<string> = new Set(["no_key", "no_model", "consent_needed"]);

/** How full the context would be with what is being written; null as long as nobody knows. Never in the way of typing. */
export function useContextState(draftId: string): Filling | null {
  const draft = useDeferredValue(useDraft(draftId));
  const { data: status } = useQuery(statusQuery);
  const { data: turns = "" } = useQuery({ ...conversationQuery(draftId), enabled: false, select: howFar });
  const asked = {
    conversationId: draftId === newDraft ? null : draftId,
    turns,
    model: `${status?.responder.provider} ${status?.responder.model}`,
    draftTokens: 0,
  };
  const { data: plain } = useQuery({
    ...contextQuery(asked),
    enabled: status !== undefined && !cannotAnswer.has(status.responder.state),
    placeholderData: keepPreviousData,
  });
  const draftTokens = estimateTokens(draft.text) + draft.images.length * (plain?.pictureTokens ?? 0);
  const roomTokens = plain ? plain.windowTokens - plain.answerTokens : 0;
  const usedTokens = plain ? plain.instructionTokens + plain.historyTokens + draftTokens : 0;
  const isTooLong = plain !== undefined && draftTokens > 0 && plain.instructionTokens + draftTokens > roomTokens;
  // beyond the room turns go, and only the server knows how many
  const mustAsk = usedTokens > roomTokens && !isTooLong;
  const { data: pressed } = useQuery({
    ...contextQuery({ ...asked, draftTokens: Math.ceil(draftTokens / step) * step }),
    enabled: mustAsk,
    placeholderData: keepPreviousData,
  });
  if (!plain || !status) return null;
  const state = mustAsk && pressed ? pressed : plain;
  return { ...state, model: status.responder.model, draftTokens, usedTokens, roomTokens, isTooLong };
}
