import type { Answerer } from "#shared/answer.ts";
import { isWrittenIn } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { answer } from "#server/chat/answer.ts";
import type { ChatDeps } from "#server/chat/send-message.ts";
import { getCardGeneration, insertGeneration } from "#server/db/generations.ts";
import { AppError } from "#server/errors.ts";
import { createRunning } from "#server/generations/log.ts";
import { startGeneration } from "#server/generations/start.ts";
import { toCardTask } from "./card-task.ts";

export type CardInput = { text: string; language: LearningLanguage; messageId: string | null; fresh: boolean };

/** Starts the card of one sentence, or finds the one that was made before by the same model. Returns its generation. */
export function makeCard(deps: ChatDeps, input: CardInput): string {
  const { generations, analyser, tutor, fallbacks, explanationLanguage } = deps;
  const { text, language, messageId, fresh } = input;
  const { db } = generations;
  const who = tutor instanceof AppError ? null : [tutor.provider.name, tutor.chat.model];
  const request = JSON.stringify([language, text, explanationLanguage, who]);
  const made = fresh ? null : getCardGeneration(db, request);
  if (made) return made.id;

  const id = crypto.randomUUID();
  insertGeneration(db, { id, kind: "card", messageId, request, now: Date.now() });
  const host = tutor instanceof AppError ? null : tutor.provider.host;
  const running = createRunning(id, { messageId: null, host, language });
  startGeneration(generations, running, async (emit, signal) => {
    const onAnswerer = (answerer: Answerer) => (running.host = answerer.host);
    // without any model the analyser's words are the whole card, and that is no failure
    const isWhole = tutor instanceof AppError && isWrittenIn(text, language);
    const onFailure = isWhole ? () => {} : running.failed.resolve;
    const task = { ...toCardTask(deps, input), tutor, fallbacks, onFailure, onAnswerer };
    const end = await answer(analyser, task, emit, signal);
    return isWhole ? { type: "end", outcome: "complete" } : end;
  });
  return id;
}
