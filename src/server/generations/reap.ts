import { applyGenerationEvent, generationEventSchema } from "#shared/generation.ts";
import { defaultSettings } from "#shared/settings.ts";
import { type GenerationRow, getGeneration, lastSeq, listEvents, listOpenGenerations } from "#server/db/generations.ts";
import { logger } from "#server/logger.ts";
import { closeLog, createRunning, type Generations } from "./log.ts";

/** Closes every log that a process left open when it died. All that had been shown is in it. Before the first request. */
export function reapGenerations(generations: Generations) {
  for (const row of listOpenGenerations(generations.db)) reap(generations, row);
}

/** Closes a log that is open although nobody writes it: its end could not be stored, the disk was full. True: it was. */
export function settleGeneration(generations: Generations, id: string): boolean {
  const row = generations.running.has(id) ? null : getGeneration(generations.db, id);
  if (row?.outcome !== null) return false;
  reap(generations, row);
  return true;
}

function reap(generations: Generations, { id, kind, messageId }: GenerationRow) {
  const { db } = generations;
  const language = defaultSettings.learningLanguage; // until `started`, the first event, says which
  const running = createRunning(id, { messageId: kind === "chat" ? messageId : null, host: null, language });
  running.seq = lastSeq(db, id);
  try {
    for (const { event } of listEvents(db, id, 0, running.seq)) {
      running.answer = applyGenerationEvent(running.answer, generationEventSchema.parse(JSON.parse(event)));
    }
  } catch (error) {
    // written by another version, or damaged: what came before it is kept, and the start does not fail for it
    logger.error("event not read", { generation: id, error });
  }
  closeLog(generations, running, { type: "end", outcome: "interrupted" });
}
