import type { Database } from "bun:sqlite";
import { getConversation } from "#server/db/conversations.ts";
import { getOpenGeneration } from "#server/db/generations.ts";
import { isShown } from "#server/db/messages.ts";
import { AppError } from "#server/errors.ts";
import { createRunning, type Generations } from "#server/generations/log.ts";
import { settleGeneration } from "#server/generations/reap.ts";
import { startGeneration } from "#server/generations/start.ts";
import { logger } from "#server/logger.ts";
import { answerMessage } from "./answer-message.ts";
import { checkSentence, mayBeChecked } from "./check-sentence.ts";
import type { ChatDeps, Sent, Start } from "./types.ts";

/** Runs the answer to a stored message. Its generation is stored already. */
export function startAnswer(deps: ChatDeps, start: Start): Sent {
  const { generations, titles, responder, findResponder } = deps;
  const { generationId, conversationId, messageId, replyId, language, text, verb } = start;
  const host = responder instanceof AppError ? null : responder.provider.host;
  const running = createRunning(generationId, {
    messageId: replyId,
    aboutMessage: messageId,
    host,
    language,
    task: verb,
  });
  startGeneration(generations, running, (signal) => answerMessage(deps, start, signal));
  running.closed.promise
    .then(async ({ outcome, task, responder: answered }) => {
      if (outcome === "stopped") return; // the learner wants the model to be quiet
      if (!getConversation(generations.db, conversationId)) return; // deleted meanwhile
      const isTalk = verb === "reply" && task === "reply" && (outcome === "complete" || outcome === "cut");
      if (answered && isTalk && deps.corrections !== "off" && mayBeChecked(generations.db, start)) {
        // found again: the answer may have shown that the model runs in a cloud, or the settings have changed
        const checker = findResponder(answered);
        const isLenient = deps.corrections === "important";
        if (checker)
          await checkSentence({ ...deps, responder: checker }, { messageId, text, language, isLenient }).closed;
      }
      // only after the answer, and even if no page is open; not awaited here, because a title can wait for long, and this scope holds the answer
      titles.titleOf(conversationId).catch(logFailure);
    })
    .catch(logFailure);
  return { generationId, conversationId, messageId };
}

const logFailure = (error: unknown) => logger.error("nothing follows the answer", { error });

/** Refuses to change a message that was hidden in the meantime, perhaps by another window. */
export function refuseHidden(db: Database, messageId: string) {
  if (isShown(db, messageId)) return;
  throw new AppError("branch_changed", "The conversation shows another version of this message now.");
}

/** Allows one answer at a time in a conversation. */
export function refuseWhileAnswering(generations: Generations, conversationId: string) {
  const open = getOpenGeneration(generations.db, conversationId);
  if (open === null || settleGeneration(generations, open)) return;
  throw new AppError("busy", "The tutor is still answering here.");
}
