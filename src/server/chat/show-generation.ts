import { getConversation } from "#server/db/conversations.ts";
import { getGeneration } from "#server/db/generations.ts";
import { getMessage, setShownGeneration } from "#server/db/messages.ts";
import { listCompletions } from "#server/db/stored-answer.ts";
import { durably } from "#server/db/open.ts";
import { AppError } from "#server/errors.ts";
import type { Generations } from "#server/generations/log.ts";
import { withCompletions } from "#server/generations/completions.ts";
import { historyOf } from "#server/generations/history-of.ts";
import { snapshotGeneration } from "#server/generations/snapshot.ts";
import { refuseWhileAnswering } from "./start-answer.ts";

/** Stores the learner's choice of the answer that a message shows and that models get as history. Returns the conversation's id. */
export function showGeneration(generations: Generations, messageId: string, generationId: string): string {
  const { db } = generations;
  const message = getMessage(db, messageId);
  const row = getGeneration(db, generationId);
  if (!message || row?.messageId !== messageId || !getConversation(db, message.conversationId))
    throw new AppError("not_found", "This message has no such answer.");
  refuseWhileAnswering(generations, message.conversationId);
  const { answer } = snapshotGeneration(generations, row);
  const text = historyOf(withCompletions(answer, listCompletions(db, [generationId])));
  durably(db, () => setShownGeneration(db, messageId, generationId, text));
  return message.conversationId;
}
