import type { GenerationEvent } from "#shared/generation.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { AnswerDeps } from "#server/answers/answer-deps.ts";
import { checkCards } from "#server/answers/check-cards.ts";
import { type Appearance, getCardGeneration, insertGeneration, type Task } from "#server/db/generations.ts";
import { AppError } from "#server/errors.ts";
import { createRunning } from "#server/generations/log.ts";
import { startGeneration } from "#server/generations/start.ts";

type NewCard = {
  task: Task;
  /** The input of the card. The same input, model and explanation language find an existing card. */
  of: readonly unknown[];
  language: LearningLanguage;
  /** Where the sentence occurred; null if it was typed for this card. */
  appearance: Appearance | null;
  fresh: boolean;
};
type Produce = (generationId: string, signal: AbortSignal) => AsyncIterable<GenerationEvent>;

/** Starts a card as a separate generation, or finds an existing one. Returns the generation's id. */
export function startCard(deps: AnswerDeps, { of, fresh, task, language, ...card }: NewCard, produce: Produce): string {
  const { generations, analyser, responder, explanationLanguage } = deps;
  const { db } = generations;
  const by = responder instanceof AppError ? null : [responder.type, responder.chat.model];
  const request = JSON.stringify([...of, explanationLanguage, by]);
  const made = fresh ? null : getCardGeneration(db, request);
  if (made) return made.id;

  const id = crypto.randomUUID();
  const appearance = card.appearance ?? { kind: "text", ref: id };
  insertGeneration(db, { id, task, messageId: null, appearance, explanationLanguage, request, now: Date.now() });
  const host = responder instanceof AppError ? null : responder.provider.host;
  const running = createRunning(id, { messageId: null, host, language });
  startGeneration(generations, running, (signal) => produce(id, signal), checkCards(analyser, language, null));
  return id;
}
