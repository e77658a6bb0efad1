import type { EndEvent, GenerationEvent } from "#shared/generation.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { ChatDeps } from "#server/chat/send-message.ts";
import { getCardGeneration, insertGeneration } from "#server/db/generations.ts";
import { AppError } from "#server/errors.ts";
import { createRunning, type Running } from "#server/generations/log.ts";
import { startGeneration } from "#server/generations/start.ts";

type NewCard = {
  /** What it is made of. With who makes it and in which language it explains, the same again is the same card. */
  of: readonly unknown[];
  language: LearningLanguage;
  messageId: string | null;
  fresh: boolean;
};
type Produce = (running: Running, emit: (event: GenerationEvent) => void, signal: AbortSignal) => Promise<EndEvent>;

/** Makes a card as a generation of its own, or finds the one that was made before by the same model. Returns its generation. */
export function startCard(
  { generations, responder, explanationLanguage }: ChatDeps,
  { of, language, messageId, fresh }: NewCard,
  produce: Produce,
): string {
  const { db } = generations;
  const who = responder instanceof AppError ? null : [responder.type, responder.chat.model];
  const request = JSON.stringify([...of, explanationLanguage, who]);
  const made = fresh ? null : getCardGeneration(db, request);
  if (made) return made.id;

  const id = crypto.randomUUID();
  insertGeneration(db, { id, kind: "card", messageId, request, now: Date.now() });
  const host = responder instanceof AppError ? null : responder.provider.host;
  const running = createRunning(id, { messageId: null, host, language });
  startGeneration(generations, running, (emit, signal) => produce(running, emit, signal));
  return id;
}
