import type { Answer } from "#shared/answer.ts";
import { emptyAnswer } from "#shared/generation.ts";
import { defaultSettings } from "#shared/settings.ts";
import { type GenerationRow, getAnswer, lastSeq } from "#server/db/generations.ts";
import type { Generations } from "./log.ts";

/** An answer with the sequence number that it covers: following after that number continues it exactly. */
export function snapshotGeneration({ db, running }: Generations, row: GenerationRow): { answer: Answer; seq: number } {
  const live = running.get(row.id);
  if (live) return { answer: live.answer, seq: live.seq };
  const answer = getAnswer(db, row) ?? emptyAnswer(defaultSettings.learningLanguage);
  return { answer, seq: row.seq ?? lastSeq(db, row.id) };
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
