import { applyGenerationEvent, emptyAnswer, generationEventSchema } from "#shared/generation.ts";
import { defaultSettings } from "#shared/settings.ts";
import { lastSeq, listEvents, listOpenGenerations } from "#server/db/generations.ts";
import { closeLog, createRunning, type Generations } from "./log.ts";

/** Closes every log that a process left open when it died. All that had been shown is in it. Before the first request. */
export function reapGenerations(generations: Generations) {
  const { db } = generations;
  for (const { id, kind, messageId } of listOpenGenerations(db)) {
    const events = listEvents(db, id, 0, Number.MAX_SAFE_INTEGER).map(({ event }) => JSON.parse(event) as unknown);
    const language = defaultSettings.learningLanguage; // until `started`, the first event, says which
    const answer = events
      .map((event) => generationEventSchema.parse(event))
      .reduce(applyGenerationEvent, emptyAnswer(language));
    const written = kind === "chat" ? messageId : null;
    const running = {
      ...createRunning(id, { messageId: written, host: null, language }),
      answer,
      seq: lastSeq(db, id),
    };
    closeLog(generations, running, { type: "end", outcome: "interrupted" });
  }
}
