import type { ContextState } from "#shared/context.ts";
import { estimateTokens } from "#shared/estimate-tokens.ts";
import { longestEdge } from "#shared/pictures.ts";
import { getConversation } from "#server/db/conversations.ts";
import { getSettings } from "#server/db/settings.ts";
import { AppError } from "#server/errors.ts";
import { photoTokens } from "#server/pictures/views.ts";
import { toReader } from "#server/models/resolve-provider.ts";
import { wordsOfNextReply } from "#server/tutor/words-to-use.ts";
import { limitFor } from "#server/answers/to-question.ts";
import { instruct } from "./instruct.ts";
import { fitTurns } from "./read-history.ts";
import { readTurns } from "./read-turns.ts";
import type { ChatDeps } from "./types.ts";

/** How full the context window would be if the learner sent the draft now. Returns an error if there is no responder. */
export async function measureContext(
  deps: ChatDeps,
  conversationId: string | undefined,
  draftTokens: number,
): Promise<ContextState | AppError> {
  const { generations, responder } = deps;
  const { db } = generations;
  const conversation = conversationId === undefined ? undefined : getConversation(db, conversationId);
  if (conversation === null) return new AppError("not_found", "There is no such conversation.");
  if (responder instanceof AppError) return responder;
  const { contextTokens } = responder.chat;
  const language = conversation?.language ?? getSettings(db).learningLanguage;
  const words = wordsOfNextReply(db, { conversationId, language }, Date.now());
  const { system, limit } = instruct(deps, language, words);
  const maxTokens = limitFor(responder, limit);
  const instructionTokens = estimateTokens(system);
  // the draft counts as one more message, so the current last turn may be left out
  const next = { role: "user", content: "", pictures: [] } as const;
  const room = contextTokens - maxTokens - instructionTokens - draftTokens;
  const end =
    conversationId === undefined
      ? { turns: [], earlierTurns: 0, earlierPictures: 0 }
      : await readTurns(db, conversationId, { room });
  const { tokens, leftOutTurns } = fitTurns({ ...end, turns: [...end.turns, next] }, room, responder);
  return {
    windowTokens: contextTokens,
    isLargest: responder.chat.info?.contextLength === contextTokens,
    answerTokens: maxTokens,
    instructionTokens,
    historyTokens: tokens,
    leftOutTurns,
    pictureTokens: photoTokens(toReader(responder), { width: longestEdge, height: Math.round((longestEdge * 3) / 4) }),
  };
}
