import type { Answer, Outcome } from "#shared/answer.ts";
import { applyGenerationEvent } from "#shared/apply-generation-event.ts";
import type { LoggedEvent } from "#shared/generation.ts";

/** The answer after event `seq`. */
export type Snapshot = { id: string; seq: number; answer: Answer };

/** What a generation's log gives: its next event, or a snapshot, which replaces everything known before. */
export type Step = LoggedEvent | Snapshot;

/** The answer with this step. An older step changes nothing. */
export function applyStep(current: Snapshot, step: Step): Snapshot {
  if ("answer" in step) return step.id === current.id && step.seq >= current.seq ? step : current;
  return step.seq > current.seq
    ? { ...current, seq: step.seq, answer: applyGenerationEvent(current.answer, step.event) }
    : current;
}

/** How the generation ended; null before its end. */
export function outcomeOf(step: Step): Outcome | null {
  if ("answer" in step) return step.answer.outcome;
  return step.event.type === "end" ? step.event.outcome : null;
}

/** The learner waits for the first words and for the end. What grows in between can be drawn together. */
export const isUrgent = (step: Step): boolean =>
  outcomeOf(step) !== null || "answer" in step || step.event.type === "words";
