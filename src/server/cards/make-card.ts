import type { GenerationEvent } from "#shared/generation.ts";
import { findBetterLanguage } from "#shared/languages/better-language.ts";
import { isWrittenIn } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { AnswerDeps } from "#server/answers/answer-deps.ts";
import { runAnswer } from "#server/answers/run-answer.ts";
import { getMessage } from "#server/db/messages.ts";
import { AppError } from "#server/errors.ts";
import { toCardTask } from "./card-task.ts";
import { startCard } from "./start-card.ts";

export type CardInput = { text: string; language: LearningLanguage; messageId: string | null; fresh: boolean };

/** Starts the card of one sentence. Returns its generation. */
export function makeCard(deps: AnswerDeps, { messageId, ...input }: CardInput): string {
  const { responder, fallbacks } = deps;
  const { text, language } = input;
  if (messageId !== null && !getMessage(deps.generations.db, messageId))
    throw new AppError("not_found", "There is no such message.");
  const appearance = messageId === null ? null : { kind: "message" as const, ref: messageId };
  return startCard(deps, { ...input, task: "explain", of: [language, text], appearance }, (generationId, signal) => {
    const betterLanguage = findBetterLanguage(text, language);
    const task = { ...toCardTask(deps, input), generationId, responder, fallbacks, betterLanguage };
    const answer = runAnswer(task, signal);
    // without a model the analyser's words are the whole card, which is not a failure
    return responder instanceof AppError && isWrittenIn(text, language) ? asComplete(answer) : answer;
  });
}

async function* asComplete(answer: ReturnType<typeof runAnswer>): AsyncGenerator<GenerationEvent> {
  for await (const event of answer) yield event.type === "end" ? { type: "end", outcome: "complete" } : event;
}
