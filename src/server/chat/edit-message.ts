import type { Verb } from "#shared/verbs.ts";
import { hasVisibleText } from "#shared/visible-text.ts";
import { firstWords } from "#server/tasks/title/first-words.ts";
import { insertBranch } from "#server/db/branches.ts";
import { getConversation, setTitle, touchConversation } from "#server/db/conversations.ts";
import { getFirstWords, getMessage, listImages, listReplies, nextPosition } from "#server/db/messages.ts";
import { durably } from "#server/db/open.ts";
import { AppError } from "#server/errors.ts";
import { getVerb } from "./retry-message.ts";
import { findSent } from "./send-message.ts";
import { refuseHidden, refuseWhileAnswering, startAnswer } from "./start-answer.ts";
import { newTurnIds, storeTurn } from "./store-turn.ts";
import type { ChatDeps, Sent } from "./types.ts";

type Edited = { text: string; task?: Verb | undefined; key?: string | undefined };

/**
 * Sends an edited version of one of the learner's messages, and starts the answer. The earlier version and everything after it stay unchanged in a
 * branch that is now hidden. `toDeps`: as in `sendMessage`.
 */
export function editMessage(
  { generations }: Pick<ChatDeps, "generations">,
  id: string,
  { text, task, key }: Edited,
  toDeps: () => ChatDeps,
): Sent {
  const { db } = generations;
  const sent = findSent(db, { key, text });
  if (sent) return sent;
  const message = getMessage(db, id);
  if (message?.role !== "learner" || !getConversation(db, message.conversationId))
    throw new AppError("not_found", "There is no such message.");
  const hasPictures = listImages(db, [id]).size > 0;
  if (!hasVisibleText(text) && !hasPictures)
    throw new AppError("invalid_request", "text: a message needs text or a picture");
  const { conversationId, language } = message;
  const [reply] = listReplies(db, message);
  const verb = task ?? (reply ? getVerb(db, reply.id) : "reply");
  const deps = toDeps();
  refuseWhileAnswering(generations, conversationId);
  refuseHidden(db, id);
  const ids = newTurnIds(conversationId);
  const now = Date.now();
  durably(db, () => {
    insertBranch(db, conversationId, nextPosition(db, conversationId), message);
    touchConversation(db, conversationId, language, now);
    const { explanationLanguage } = deps;
    storeTurn(db, ids, { text, language, key, picturesOf: id, verb, explanationLanguage, now });
    titleByFirstWords(deps, conversationId);
  });
  return startAnswer(deps, { ...ids, text, hasPictures, language, verb });
}

/** Until the tutor or the learner gives it a title, a conversation is named by the first words that it shows. */
export function titleByFirstWords({ generations: { db } }: Pick<ChatDeps, "generations">, conversationId: string) {
  const first = getFirstWords(db, conversationId);
  if (first) setTitle(db, conversationId, firstWords(first.text), "text");
}
