import type { Answerer } from "#shared/answer.ts";
import { estimateTokens } from "#shared/estimate-tokens.ts";
import { isWrittenIn } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { buildCardPrompt } from "#server/breakdown/prompt.ts";
import { answer } from "#server/chat/answer.ts";
import type { ToQuestion } from "#server/chat/ask-tutor.ts";
import type { ChatDeps } from "#server/chat/send-message.ts";
import { getCardGeneration, insertGeneration } from "#server/db/generations.ts";
import { AppError } from "#server/errors.ts";
import { createRunning } from "#server/generations/log.ts";
import { startGeneration } from "#server/generations/start.ts";

export type CardInput = { text: string; language: LearningLanguage; messageId: string | null; fresh: boolean };

/** Starts the card of one sentence, or finds the one that was made before by the same model. Returns its generation. */
export function makeCard(
  { generations, analyser, tutor, fallbacks, explanationLanguage }: ChatDeps,
  input: CardInput,
): string {
  const { text, language, messageId, fresh } = input;
  const { db } = generations;
  const model = tutor instanceof AppError ? null : tutor.chat.model;
  const request = JSON.stringify([language, text, explanationLanguage, model]);
  const made = fresh ? null : getCardGeneration(db, request);
  if (made) return made.id;

  const id = crypto.randomUUID();
  insertGeneration(db, { id, kind: "card", messageId, request, now: Date.now() });
  const host = tutor instanceof AppError ? null : tutor.provider.host;
  const running = createRunning(id, { messageId: null, host, language });
  startGeneration(generations, running, async (emit, signal) => {
    const { system, user } = buildCardPrompt({ language, explanationLanguage, text });
    const sentence = { text, words: analyser.analyse(text, language) };
    const messages = [{ role: "user" as const, content: user }];
    const tokens = estimateTokens(system) + estimateTokens(user);
    const toQuestion: ToQuestion = async () => ({ system, messages, tokens, leftOutTurns: 0, leftOutPictures: 0 });
    const onAnswerer = (answerer: Answerer) => (running.host = answerer.host);
    // without any model the analyser's words are the whole card, and that is no failure
    const isWhole = tutor instanceof AppError && isWrittenIn(text, language);
    const onFailure = isWhole ? () => {} : running.failed.resolve;
    const end = await answer(
      analyser,
      { tutor, fallbacks, language, toQuestion, sentence, onFailure, onAnswerer },
      emit,
      signal,
    );
    return isWhole ? { type: "end", outcome: "complete" } : end;
  });
  return id;
}
