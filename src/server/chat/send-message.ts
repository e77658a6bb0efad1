import type { Database } from "bun:sqlite";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Verb } from "#shared/verbs.ts";
import { firstWords } from "#server/tasks/title/first-words.ts";
import { getConversation, insertConversation, setTitle, touchConversation } from "#server/db/conversations.ts";
import { getNewestGeneration, insertGeneration } from "#server/db/generations.ts";
import { getMessageByKey, type ImageRow, insertImage, insertMessage, listReplies } from "#server/db/messages.ts";
import { newId } from "#server/db/new-id.ts";
import { fixLearningLanguage } from "#server/db/settings.ts";
import { durably } from "#server/db/open.ts";
import { AppError } from "#server/errors.ts";
import { refuseWhileAnswering, startAnswer } from "./start-answer.ts";
import type { ChatDeps, Sent } from "./types.ts";

export type NewTurn = {
  conversationId?: string | undefined;
  text: string;
  language: LearningLanguage;
  task: Verb;
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
function findSent(db: Database, { key, text }: NewTurn): Sent | null {
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
  const conversationId = turn.conversationId ?? newId();
  const [messageId, replyId, generationId] = [newId(), newId(), newId()];
  if (turn.conversationId !== undefined) refuseWhileAnswering(generations, turn.conversationId);
  const stored = { conversationId, language, createdAt: now };
  durably(db, () => {
    if (turn.conversationId === undefined) {
      insertConversation(db, conversationId, language, now);
      if (text.trim() !== "") setTitle(db, conversationId, firstWords(text), "text");
    } else if (!getConversation(db, conversationId)) throw new AppError("not_found", "There is no such conversation.");
    else touchConversation(db, conversationId, language, now);
    fixLearningLanguage(db, language);
    insertMessage(db, { ...stored, id: messageId, role: "learner", text, key });
    images.forEach((image, position) => insertImage(db, messageId, position, image));
    insertMessage(db, { ...stored, id: replyId, role: "tutor", text: "" });
    const appearance = { kind: "message" as const, ref: messageId };
    const generation = { id: generationId, task, messageId: replyId, appearance };
    insertGeneration(db, { ...generation, explanationLanguage, now });
  });
  const hasPictures = images.length > 0;
  const ids = { generationId, conversationId, messageId, replyId };
  return startAnswer(deps, { ...ids, text, hasPictures, language, verb: task });
}
