import type { NewAnswer } from "#shared/chat.ts";
import { isWrittenIn, languages } from "#shared/languages/index.ts";
import { getConversation } from "#server/db/conversations.ts";
import { getNewestGeneration, getStart } from "#server/db/generations.ts";
import { getMessage, insertMessageAfter, listReplies } from "#server/db/messages.ts";
import { newId } from "#server/db/new-id.ts";
import { AppError } from "#server/errors.ts";
import { checkSentence } from "./check-sentence.ts";
import { answerAgain } from "./answer-again.ts";
import { refuseHidden, refuseWhileAnswering } from "./start-answer.ts";
import type { ChatDeps, Sent } from "./types.ts";

/**
 * Another answer to the learner's message: the text explained, a reply, or its sentence checked. An explanation and a reply are two messages of
 * the tutor; a check belongs to the learner's own message.
 */
export function answerInAnotherWay(deps: ChatDeps, messageId: string, task: NewAnswer["task"]): Sent {
  const { generations } = deps;
  const { db } = generations;
  const question = getMessage(db, messageId);
  if (question?.role !== "learner" || !getConversation(db, question.conversationId))
    throw new AppError("not_found", "There is no such message.");
  const { conversationId, language, text } = question;
  refuseHidden(db, messageId);
  if (task === "correct") {
    if (!isWrittenIn(text, language))
      throw new AppError("invalid_request", `Only a sentence in ${languages[language].englishName} can be checked.`);
    const { generationId } = findCheck(deps, messageId) ?? checkSentence(deps, { messageId, text, language });
    return { generationId, conversationId, messageId };
  }
  refuseWhileAnswering(generations, conversationId);
  const replies = listReplies(db, question);
  const same = replies.find(({ id }) => {
    const newest = getNewestGeneration(db, id);
    return newest !== null && getStart(db, newest.id)?.kindOfTask === task;
  });
  if (same) return answerAgain(deps, { reply: same, question, verb: task });
  const stored = { conversationId, language, createdAt: Date.now() };
  const reply = { ...stored, id: newId(), role: "tutor" as const, text: "" };
  return answerAgain(deps, { reply, question, verb: task }, {}, () =>
    insertMessageAfter(db, reply, replies.at(-1)?.id ?? question.id),
  );
}

/** The check of this message that is running. */
function findCheck({ generations: { db, running } }: ChatDeps, messageId: string): { generationId: string } | null {
  const newest = getNewestGeneration(db, messageId);
  return newest !== null && running.has(newest.id) ? { generationId: newest.id } : null;
}
