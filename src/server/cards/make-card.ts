import type { Answerer } from "#shared/answer.ts";
import { isWrittenIn } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { answer } from "#server/chat/answer.ts";
import type { ChatDeps } from "#server/chat/send-message.ts";
import { AppError } from "#server/errors.ts";
import { toCardTask } from "./card-task.ts";
import { startCard } from "./start-card.ts";

export type CardInput = { text: string; language: LearningLanguage; messageId: string | null; fresh: boolean };

/** Starts the card of one sentence. Returns its generation. */
export function makeCard(deps: ChatDeps, input: CardInput): string {
  const { analyser, tutor, fallbacks } = deps;
  const { text, language } = input;
  return startCard(deps, { ...input, of: [language, text] }, async (running, emit, signal) => {
    const onAnswerer = (answerer: Answerer) => (running.host = answerer.host);
    // without any model the analyser's words are the whole card, and that is no failure
    const isWhole = tutor instanceof AppError && isWrittenIn(text, language);
    const onFailure = isWhole ? () => {} : running.failed.resolve;
    const task = { ...toCardTask(deps, input), tutor, fallbacks, onFailure, onAnswerer };
    const end = await answer(analyser, task, emit, signal);
    return isWhole ? { type: "end", outcome: "complete" } : end;
  });
}
