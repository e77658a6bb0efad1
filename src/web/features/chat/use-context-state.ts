import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ContextState } from "#shared/context.ts";
import { estimateTokens } from "#shared/estimate-tokens.ts";
import { contextQuery } from "#web/api/context.ts";
import { conversationQuery, type OpenConversation } from "#web/api/conversations.ts";
import { statusQuery } from "#web/api/status.ts";
import { newDraft } from "./drafts.ts";
import { useSettledDraft } from "./use-draft.ts";

export type ContextUsage = ContextState & {
  model: string;
  draftTokens: number;
  usedTokens: number;
  /** The part of the window that is not kept for the answer. */
  roomTokens: number;
  /** The draft does not fit, even if everything else is left out. */
  isTooLong: boolean;
};

/** The size of a draft is rounded up to this, so that not every letter causes a request. */
const step = 64;

/** Changes with every turn, and when an answer ends or another one is shown. From the page's cache, without a request. */
const turnsKey = ({ changes }: OpenConversation) => String(changes);

/** Without a responder there is no window to fill. */
const cannotAnswer: ReadonlySet<string> = new Set(["no_key", "no_model", "consent_needed"]);

/** How full the context would be with the draft; null until that is known. It waits for a pause, so that it never slows typing. */
export function useContextState(draftId: string): ContextUsage | null {
  const draft = useSettledDraft(draftId);
  const { data: status } = useQuery(statusQuery);
  const { data: turns = "" } = useQuery({ ...conversationQuery(draftId), enabled: false, select: turnsKey });
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
  // when the room is full, turns are left out, and only the server knows how many
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
