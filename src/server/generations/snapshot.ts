import type { Answer } from "#shared/answer.ts";
import { emptyAnswer } from "#shared/apply-generation-event.ts";
import { defaultSettings } from "#shared/default-settings.ts";
import type { GenerationRow } from "#server/db/generations.ts";
import { getAnswer } from "#server/db/stored-answer.ts";
import type { Generations } from "./log.ts";
import { settleGeneration } from "./reap.ts";
import { withSettledReadings } from "./settled.ts";

/** The answer up to event `seq`, with the readings that the learner settled. A client that follows the log from `seq` on misses no event. */
export function snapshotGeneration(generations: Generations, row: GenerationRow): { answer: Answer; seq: number } {
  const { running } = generations;
  const open = running.get(row.id) ?? (row.outcome === null ? settleGeneration(generations, row.id) : null);
  if (open) return { answer: withSettledReadings(generations, open.answer), seq: open.seq };
  const answer = getAnswer(row) ?? emptyAnswer(defaultSettings.learningLanguage);
  return { answer: withSettledReadings(generations, answer), seq: row.seq ?? 0 };
}
