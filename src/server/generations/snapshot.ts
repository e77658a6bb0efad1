import type { Answer } from "#shared/answer.ts";
import { emptyAnswer } from "#shared/generation.ts";
import { defaultSettings } from "#shared/settings.ts";
import { type GenerationRow, getAnswer, getGeneration } from "#server/db/generations.ts";
import type { Generations } from "./log.ts";
import { settleGeneration } from "./reap.ts";

/** An answer with the sequence number that it covers: following after that number continues it exactly. */
export function snapshotGeneration(generations: Generations, row: GenerationRow): { answer: Answer; seq: number } {
  const { db, running } = generations;
  const live = running.get(row.id);
  if (live) return { answer: live.answer, seq: live.seq };
  const closed = row.outcome === null && settleGeneration(generations, row.id) ? getGeneration(db, row.id) : row;
  const answer = closed && getAnswer(db, closed);
  return { answer: answer ?? emptyAnswer(defaultSettings.learningLanguage), seq: closed?.seq ?? 0 };
}

/**
 * What a message shows: its newest generation. Where that one ended without a word, an earlier answer stays, and how the
 * newest ended is said beside it.
 */
export function shownAnswer(generations: Generations, newest: GenerationRow, written?: GenerationRow) {
  const shown = snapshotGeneration(generations, newest);
  if (newest.outcome === null || shown.answer.text !== "" || !written) return shown;
  const { outcome, error } = shown.answer;
  return { seq: shown.seq, answer: { ...snapshotGeneration(generations, written).answer, outcome, error } };
}
