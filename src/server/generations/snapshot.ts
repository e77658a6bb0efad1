import type { Answer } from "#shared/answer.ts";
import { emptyAnswer } from "#shared/generation.ts";
import { defaultSettings } from "#shared/settings.ts";
import { type GenerationRow, getAnswer, lastSeq } from "#server/db/generations.ts";
import type { Generations } from "./log.ts";

/** An answer with the sequence number that it covers: following after that number continues it exactly. */
export function snapshotGeneration({ db, running }: Generations, row: GenerationRow): { answer: Answer; seq: number } {
  const live = running.get(row.id);
  if (live) return { answer: live.answer, seq: live.seq };
  return { answer: getAnswer(db, row) ?? emptyAnswer(defaultSettings.learningLanguage), seq: lastSeq(db, row.id) };
}
