import type { GenerationEvent } from "#shared/generation.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { AnswerDeps } from "#server/answers/answer-deps.ts";
import { type Appearance, getCardGeneration, insertGeneration, type NewGeneration } from "#server/db/generations.ts";
import { newId } from "#server/db/new-id.ts";
import { durably } from "#server/db/open.ts";
import { AppError } from "#server/errors.ts";
import { createRunning } from "#server/generations/log.ts";
import { startGeneration } from "#server/generations/start.ts";

type NewCard = {
  task: NewGeneration["task"];
  /** The input of the card. The same input, model and explanation language find an existing card. */
  of: readonly unknown[];
  language: LearningLanguage;
  /** Where the sentence occurred; null if it was typed for this card. */
  appearance: Appearance | null;
  fresh: boolean;
  /** Stores rows together with the card, or with the existing one that is found. */
  store?: ((generationId: string) => void) | undefined;
};
type Produce = (generationId: string, signal: AbortSignal) => AsyncIterable<GenerationEvent>;

/** Starts a card as a separate generation, or finds an existing one. Returns the generation's id. */
export function startCard(deps: AnswerDeps, { of, fresh, ...card }: NewCard, produce: Produce): string {
  const { generations, responder, explanationLanguage } = deps;
  const by = responder instanceof AppError ? null : [responder.type, responder.chat.model];
  const request = JSON.stringify([...of, explanationLanguage, by]);
  const made = fresh ? null : getCardGeneration(generations.db, request);
  if (!made) return runCard(deps, { ...card, request }, produce);
  if (card.store) durably(generations.db, () => card.store?.(made.id));
  return made.id;
}

type Run = Pick<NewCard, "task" | "language" | "appearance"> & {
  request: string | null;
  /** Stores rows together with the generation. */
  store?: ((generationId: string) => void) | undefined;
};

/** Starts a separate generation that makes cards. Returns its id. */
export function runCard(deps: AnswerDeps, { task, language, request, store, ...card }: Run, produce: Produce): string {
  const { generations, responder, explanationLanguage } = deps;
  const id = newId();
  const appearance = card.appearance ?? { kind: "text", ref: id };
  const row = { id, task, messageId: null, appearance, explanationLanguage, now: Date.now() };
  const insert = () => insertGeneration(generations.db, { ...row, ...(request !== null && { request }) });
  if (!store) insert();
  else
    durably(generations.db, () => {
      insert();
      store(id);
    });
  const host = responder instanceof AppError ? null : responder.provider.host;
  const aboutMessage = appearance.kind === "message" ? appearance.ref : null;
  const running = createRunning(id, { messageId: null, aboutMessage, host, language, task });
  startGeneration(generations, running, (signal) => produce(id, signal));
  return id;
}
