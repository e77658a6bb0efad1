import { hasVisibleText } from "#shared/visible-text.ts";
import type { Database } from "bun:sqlite";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Verb } from "#shared/verbs.ts";
import type { Practice } from "#shared/tutor/tutor-values.ts";
import { startPractice } from "#server/tutor/words-to-use.ts";
import { firstWords } from "#server/tasks/title/first-words.ts";
import { getConversation, insertConversation, setTitle, touchConversation } from "#server/db/conversations.ts";
import { getNewestGeneration } from "#server/db/generations.ts";
import { getMessageByKey, type ImageRow, insertImage, listReplies } from "#server/db/messages.ts";
import { newConversationId } from "#server/db/new-id.ts";
import { fixLearningLanguage } from "#server/db/settings.ts";
import { durably } from "#server/db/open.ts";
import { AppError } from "#server/errors.ts";
import { refuseHidden, refuseWhileAnswering, startAnswer } from "./start-answer.ts";
import { newTurnIds, storeTurn } from "./store-turn.ts";
import type { ChatDeps, Sent } from "./types.ts";

export type NewTurn = {
  conversationId?: string | undefined;
  /** The last message that the page shows. */
  after?: string | undefined;
  text: string;
  language: LearningLanguage;
  task: Verb;
  practice?: Practice | undefined;
  key?: string | undefined;
};

/**
 * Saves the learner's message and starts the answer, which continues on the server when this request ends. `toDeps` chooses the
 * responder, and throws if the page shows another one. It is called only for a new message: a repeated request must find its
 * message although the settings have changed since.
 */
export async function sendMessage(
  { generations, pictures }: Pick<ChatDeps, "generations" | "pictures">,
  turn: NewTurn,
  uploads: readonly string[],
  toDeps: () => ChatDeps,
): Promise<Sent> {
  const images = await pictures.savePhotos(uploads);
  try {
    // checked after the pictures, because the same message may have arrived again while they were written
    const sent = findSent(generations.db, turn);
    if (sent) await pictures.removePhotos(images);
    return sent ?? storeAndAnswer(toDeps(), turn, images);
  } catch (error) {
    await pictures.removePhotos(images);
    throw error;
  }
}

/** The message that was already sent with this key. A client repeats its request if it got no response. */
export function findSent(db: Database, { key, text }: Pick<NewTurn, "key" | "text">): Sent | null {
  const message = key === undefined ? null : getMessageByKey(db, key);
  if (!message) return null;
  if (!getConversation(db, message.conversationId)) throw new AppError("not_found", "There is no such conversation.");
  if (message.text !== text) throw new AppError("invalid_request", "key: another message already has it");
  const [reply] = listReplies(db, message);
  const generation = reply && getNewestGeneration(db, reply.id);
  if (!generation) return null;
  return { generationId: generation.id, conversationId: message.conversationId, messageId: message.id };
}

function storeAndAnswer(deps: ChatDeps, turn: NewTurn, images: readonly ImageRow[]): Sent {
  const { generations, explanationLanguage } = deps;
  const { db } = generations;
  const { text, language, key, task } = turn;
  const now = Date.now();
  const ids = newTurnIds(turn.conversationId ?? newConversationId());
  const { conversationId } = ids;
  if (turn.conversationId !== undefined) refuseWhileAnswering(generations, conversationId);
  durably(db, () => {
    if (turn.conversationId === undefined) {
      insertConversation(db, conversationId, language, now);
      if (hasVisibleText(text)) setTitle(db, conversationId, firstWords(text), "text");
    } else if (!getConversation(db, conversationId)) throw new AppError("not_found", "There is no such conversation.");
    else touchConversation(db, conversationId, language, now);
    if (turn.conversationId !== undefined && turn.after !== undefined) refuseHidden(db, turn.after);
    fixLearningLanguage(db, language);
    if (turn.practice !== undefined) startPractice(db, { conversationId, language }, turn.practice, now);
    storeTurn(db, ids, { text, language, key, verb: task, explanationLanguage, now });
    images.forEach((image, position) => insertImage(db, ids.messageId, position, image));
  });
  return startAnswer(deps, { ...ids, text, hasPictures: images.length > 0, language, verb: task });
}
