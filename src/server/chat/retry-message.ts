import { type Verb, verbs } from "#shared/chat.ts";
import { getConversation, touchConversation } from "#server/db/conversations.ts";
import { getNewestGeneration, getShownGeneration, getStart, insertGeneration } from "#server/db/generations.ts";
import { getMessage, getQuestion, listConversationImages, type MessageRow } from "#server/db/messages.ts";
import { durably } from "#server/db/open.ts";
import { AppError } from "#server/errors.ts";
import { snapshotGeneration } from "#server/generations/snapshot.ts";
import { refuseWhileAnswering, startAnswer } from "./start-answer.ts";
import type { ChatDeps, Sent } from "./types.ts";

/** Makes a new answer to a message, or continues the one that it shows. It repeats the task. Earlier answers are kept. */
export function retryMessage(deps: ChatDeps, replyId: string, mode: "retry" | "continue"): Sent {
  const { db } = deps.generations;
  const reply = getMessage(db, replyId);
  const question = reply?.role === "tutor" ? getQuestion(db, reply) : null;
  if (!reply || !question || !getConversation(db, reply.conversationId))
    throw new AppError("not_found", "There is no such answer.");
  refuseWhileAnswering(deps.generations, reply.conversationId);
  const newest = getNewestGeneration(db, replyId);
  const verb = verbs.find((one) => one === (newest && getStart(db, newest.id)?.kindOfTask)) ?? "reply";
  const prior = mode === "continue" ? textToContinue(deps, replyId) : "";
  return answerAgain(deps, { reply, question, verb }, prior);
}

type Turn = { reply: MessageRow; question: MessageRow; verb: Verb };

/** Stores one more generation of a tutor's message and runs it. `insertReply`: in the same transaction. */
export function answerAgain(
  deps: ChatDeps,
  { reply, question, verb }: Turn,
  prior = "",
  insertReply: () => void = () => {},
): Sent {
  const { generations, explanationLanguage } = deps;
  const { db } = generations;
  const { id: replyId, conversationId, language } = reply;
  const generationId = crypto.randomUUID();
  const now = Date.now();
  durably(db, () => {
    insertReply();
    const appearance = { kind: "message" as const, ref: question.id };
    insertGeneration(db, { id: generationId, task: verb, messageId: replyId, appearance, explanationLanguage, now });
    touchConversation(db, conversationId, language, now);
  });
  const hasPictures = (listConversationImages(db, conversationId).get(question.id) ?? []).length > 0;
  const ids = { generationId, conversationId, messageId: question.id, replyId };
  const start = { ...ids, text: question.text, hasPictures, language, verb };
  return startAnswer(deps, { ...start, ...(prior !== "" && { prior }) });
}

/** Only text goes on where it stopped; cards are asked for again. */
function textToContinue({ generations }: ChatDeps, replyId: string): string {
  const row = getShownGeneration(generations.db, replyId);
  const answer = row && snapshotGeneration(generations, row).answer;
  return answer && answer.task !== "explain" && answer.task !== "read-picture" ? answer.text : "";
}
