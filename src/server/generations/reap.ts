import type { Answer } from "#shared/answer.ts";
import { applyGenerationEvent } from "#shared/apply-generation-event.ts";
import { type EndEvent, generationEventSchema } from "#shared/generation.ts";
import { parseJson } from "#shared/parse-json.ts";
import { defaultSettings } from "#shared/default-settings.ts";
import { type GenerationRow, getGeneration, lastSeq, listEvents, listOpenGenerations } from "#server/db/generations.ts";
import { logger } from "#server/logger.ts";
import { closeLog, createRunning, type Generations } from "./log.ts";

/** A log without an end event, with the end that readers see. */
export type Settled = { answer: Answer; seq: number; end: EndEvent; isStored: boolean };

/** Closes every log that a dead process left open, before the first request. The log has everything that was shown. */
export function reapGenerations(generations: Generations) {
  for (const row of listOpenGenerations(generations.db)) settle(generations, row);
}

/**
 * Closes a log that is open although no answer runs: its end could not be stored, or its process died. If the end still cannot be
 * stored (the disk is full), the log is closed in memory only, so that it can be read. Null: the log is closed or running.
 */
export function settleGeneration(generations: Generations, id: string): Settled | null {
  const row = generations.running.has(id) ? null : getGeneration(generations.db, id);
  return row?.outcome === null ? settle(generations, row) : null;
}

function settle(generations: Generations, { id, messageId }: GenerationRow): Settled {
  const { db } = generations;
  // until the first event, `started`, sets them
  const { learningLanguage: language } = defaultSettings;
  const running = createRunning(id, { messageId, host: null, language, task: "reply" });
  running.seq = lastSeq(db, id);
  for (const { seq, event } of listEvents(db, id, 0, running.seq)) {
    try {
      running.answer = applyGenerationEvent(running.answer, generationEventSchema.parse(parseJson(event)));
    } catch (error) {
      // from another version, or damaged: the other events are kept, and the start does not fail
      logger.error("event not read", { generation: id, seq, error });
    }
  }
  const end: EndEvent = { type: "end", outcome: "interrupted" };
  const answer = applyGenerationEvent(running.answer, end);
  const seq = running.seq + 1;
  try {
    closeLog(generations, running, end);
    return { answer, seq, end, isStored: true };
  } catch (error) {
    logger.error("generation not closed", { generation: id, error });
    return { answer, seq, end, isStored: false };
  }
}
