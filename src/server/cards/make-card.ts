import type { Responder } from "#shared/responder.ts";
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
  const { analyser, responder, fallbacks } = deps;
  const { text, language } = input;
  return startCard(deps, { ...input, of: [language, text] }, async (running, emit, signal) => {
    const onResponder = ({ host }: Responder) => (running.host = host);
    // without any model the analyser's words are the whole card, and that is no failure
    const isWhole = responder instanceof AppError && isWrittenIn(text, language);
    const onFailure = isWhole ? () => {} : running.failed.resolve;
    const task = { ...toCardTask(deps, input), responder, fallbacks, onFailure, onResponder };
    const end = await answer(analyser, task, emit, signal);
    return isWhole ? { type: "end", outcome: "complete" } : end;
  });
}
