import type { LearningLanguage } from "#shared/languages/types.ts";
import type { AnswerDeps } from "#server/answers/answer-deps.ts";
import { checkCards } from "#server/answers/check-cards.ts";
import type { Found } from "#server/answers/find-sentence.ts";
import { runAnswer } from "#server/answers/run-answer.ts";
import { buildSystemPrompt } from "#server/breakdown/prompt.ts";
import { getOpenGeneration } from "#server/db/generations.ts";
import { AppError } from "#server/errors.ts";
import { createRunning, type Generations } from "#server/generations/log.ts";
import { settleGeneration } from "#server/generations/reap.ts";
import { startGeneration } from "#server/generations/start.ts";
import { logger } from "#server/logger.ts";
import { findSameDestination } from "#server/models/resolve.ts";
import type { Pictures } from "#server/pictures/pictures.ts";
import { readHistory } from "./read-history.ts";
import type { Titles } from "./titles.ts";

export type ChatDeps = AnswerDeps & { titles: Titles; pictures: Pictures };
/** The ids of a sent or retried message. */
export type Sent = { generationId: string; conversationId: string; messageId: string };

type Start = Sent &
  Found & {
    /** The tutor's message that answers the learner's. */
    replyId: string;
    language: LearningLanguage;
    prior?: string;
  };

/** Runs the answer to a stored message. Its generation is stored already. */
export function startReply(deps: ChatDeps, start: Start): Sent {
  const { generations, analyser, titles, responder, fallbacks, explanationLanguage, pictures } = deps;
  const { generationId, conversationId, messageId, language, sentence, betterLanguage, prior } = start;
  const host = responder instanceof AppError ? null : responder.provider.host;
  const running = createRunning(generationId, { messageId: start.replyId, host, language });
  const system = buildSystemPrompt({ language, explanationLanguage });
  const task = {
    generationId,
    conversationId,
    messageId,
    responder,
    fallbacks,
    language,
    betterLanguage,
    toQuestion: (to: Parameters<typeof readHistory>[3]) =>
      readHistory(
        generations.db,
        pictures,
        { conversationId, messageId, system, ...(prior !== undefined && { prior }) },
        to,
      ),
    sentence: sentence?.text ?? null,
    ...(prior !== undefined && { prior }),
  };
  startGeneration(generations, running, (signal) => runAnswer(task, signal), checkCards(analyser, language, sentence));
  // only after the answer, and even if no page is open
  running.closed.promise
    .then(() =>
      titles.titleOf(
        conversationId,
        (answered) => findSameDestination([responder], answered) ?? findSameDestination(fallbacks(), answered),
      ),
    )
    .catch((error: unknown) => logger.error("title not made", { error }));
  return { generationId, conversationId, messageId };
}

/** Allows one answer at a time in a conversation. */
export function refuseWhileAnswering(generations: Generations, conversationId: string) {
  const open = getOpenGeneration(generations.db, conversationId);
  if (open === null || settleGeneration(generations, open)) return;
  throw new AppError("busy", "The tutor is still answering here.");
}
