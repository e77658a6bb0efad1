import type { Verb } from "#shared/verbs.ts";
import { touchConversation } from "#server/db/conversations.ts";
import { insertGeneration } from "#server/db/generations.ts";
import { listImages, type MessageRow } from "#server/db/messages.ts";
import { newId } from "#server/db/new-id.ts";
import { durably } from "#server/db/open.ts";
import { startAnswer } from "./start-answer.ts";
import type { ChatDeps, Sent, Start } from "./types.ts";

type Turn = { reply: MessageRow; question: MessageRow; verb: Verb };

/** Stores one more generation of a tutor's message and runs it. `store`: in the same transaction. */
export function answerAgain(
  deps: ChatDeps,
  { reply, question, verb }: Turn,
  from: Pick<Start, "prior" | "simplified"> = {},
  store: () => void = () => {},
): Sent {
  const { generations, explanationLanguage } = deps;
  const { db } = generations;
  const { id: replyId, conversationId, language } = reply;
  const generationId = newId();
  const now = Date.now();
  durably(db, () => {
    store();
    const appearance = { kind: "message" as const, ref: question.id };
    insertGeneration(db, { id: generationId, task: verb, messageId: replyId, appearance, explanationLanguage, now });
    touchConversation(db, conversationId, language, now);
  });
  const hasPictures = listImages(db, [question.id]).size > 0;
  const ids = { generationId, conversationId, messageId: question.id, replyId };
  return startAnswer(deps, { ...ids, text: question.text, hasPictures, language, verb, ...from });
}
