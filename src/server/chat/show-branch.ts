import { showPlace } from "#server/db/branches.ts";
import { getConversation } from "#server/db/conversations.ts";
import { getMessage } from "#server/db/messages.ts";
import { durably } from "#server/db/open.ts";
import { AppError } from "#server/errors.ts";
import type { Generations } from "#server/generations/log.ts";
import { titleByFirstWords } from "./edit-message.ts";
import { refuseWhileAnswering } from "./start-answer.ts";

/** Shows the branch that has this message. From now on, models get this branch as history. */
export function showBranch(generations: Generations, conversationId: string, messageId: string) {
  const { db } = generations;
  const message = getMessage(db, messageId);
  if (message?.conversationId !== conversationId || !getConversation(db, conversationId))
    throw new AppError("not_found", "There is no such message in this conversation.");
  refuseWhileAnswering(generations, conversationId);
  durably(db, () => {
    showPlace(db, conversationId, message);
    titleByFirstWords({ generations }, conversationId);
  });
}
