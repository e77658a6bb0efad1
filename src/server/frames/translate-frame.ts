import type { Region } from "#shared/frames.ts";
import type { GenerationEvent } from "#shared/generation.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { AnswerDeps } from "#server/answers/answer-deps.ts";
import { readPicture } from "#server/answers/read-picture.ts";
import { startCard } from "#server/cards/start-card.ts";
import type { FrameRow } from "#server/db/frames.ts";
import { AppError } from "#server/errors.ts";
import type { Pictures } from "#server/pictures/pictures.ts";
import { showFrame } from "./show-frame.ts";

export type FrameInput = {
  frame: FrameRow;
  region: Region | null;
  language: LearningLanguage;
  fresh: boolean;
  /** Stores rows together with the generation. */
  store?: ((generationId: string) => void) | undefined;
};
export type FrameDeps = AnswerDeps & { pictures: Pictures };

/**
 * Starts a generation that reads a picture and makes a card of its text. Returns the generation's id. Several texts are only
 * listed, and the learner chooses one.
 */
export function translateFrame(deps: FrameDeps, { fresh, store, ...selection }: FrameInput): string {
  const { frame, region, language } = selection;
  const appearance = { kind: "frame" as const, ref: frame.id };
  const task = "read-picture" as const;
  const card = { task, of: ["frame", frame.id, region, language], language, appearance, fresh, store };
  return startCard(deps, card, async function* (generationId, signal): AsyncGenerator<GenerationEvent> {
    const { responder, pictures } = deps;
    const identity = responder instanceof AppError ? null : responder.identity;
    yield { type: "started", generationId, language, task, responder: identity, at: Date.now() };
    const show = (to: Parameters<typeof showFrame>[2]) => showFrame(pictures, selection, to);
    yield* readPicture(deps, { generationId, language, show, listsSeveral: true }, signal);
  });
}
