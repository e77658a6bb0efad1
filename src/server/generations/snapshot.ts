import type { Answer } from "#shared/answer.ts";
import { emptyAnswer } from "#shared/apply-generation-event.ts";
import { defaultSettings } from "#shared/default-settings.ts";
import type { GenerationRow } from "#server/db/generations.ts";
import { getAnswer } from "#server/db/stored-answer.ts";
import type { Generations } from "./log.ts";
import { settleGeneration } from "./reap.ts";

/** The answer up to event `seq`. A reader that follows the log after `seq` misses no event. */
export function snapshotGeneration(generations: Generations, row: GenerationRow): { answer: Answer; seq: number } {
  const { running } = generations;
  const open = running.get(row.id) ?? (row.outcome === null ? settleGeneration(generations, row.id) : null);
  if (open) return { answer: open.answer, seq: open.seq };
  return { answer: getAnswer(row) ?? emptyAnswer(defaultSettings.learningLanguage), seq: row.seq ?? 0 };
}
