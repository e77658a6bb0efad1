import { findSentence } from "#server/answers/find-sentence.ts";
import { getConversation, touchConversation } from "#server/db/conversations.ts";
import { insertGeneration } from "#server/db/generations.ts";
import { getMessage, getQuestion } from "#server/db/messages.ts";
import { durably } from "#server/db/open.ts";
import { AppError } from "#server/errors.ts";
import { type ChatDeps, refuseWhileAnswering, type Sent, startReply } from "./start-reply.ts";

/** Makes a new answer to a message, or continues the one that it shows. Earlier answers are kept. */
export function retryMessage(deps: ChatDeps, replyId: string, mode: "retry" | "continue"): Sent {
  const { generations, explanationLanguage } = deps;
  const { db } = generations;
  const reply = getMessage(db, replyId);
  const question = reply?.role === "tutor" ? getQuestion(db, reply) : null;
  if (!reply || !question || !getConversation(db, reply.conversationId))
    throw new AppError("not_found", "There is no such answer.");
  const { conversationId, language } = reply;
  refuseWhileAnswering(generations, conversationId);

  const generationId = crypto.randomUUID();
  const now = Date.now();
  durably(db, () => {
    const appearance = { kind: "message" as const, ref: question.id };
    const generation = { id: generationId, task: "reply" as const, messageId: replyId, appearance };
    insertGeneration(db, { ...generation, explanationLanguage, now });
    touchConversation(db, conversationId, language, now);
  });
  const prior = mode === "continue" && reply.text !== "" ? { prior: reply.text } : {};
  const found = findSentence(deps.analyser, question.text, language);
  const start = { generationId, conversationId, messageId: question.id, replyId, language, ...found };
  return startReply(deps, { ...start, ...prior });
}
