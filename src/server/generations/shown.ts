import type { Database } from "bun:sqlite";
import type { Answer, Outcome } from "#shared/answer.ts";
import { getShown, setShownGeneration } from "#server/db/messages.ts";

/** Did it end as it was meant to? A cut answer ended at its token limit. */
export const isGood = (outcome: Outcome | null) => outcome === "complete" || outcome === "cut";

/**
 * Which generation a message shows is one stored choice. A good answer takes the place of the one before. An answer that ended
 * otherwise does so only where nothing is lost: the message shows none yet, or one that is not complete and whose text it begins
 * with (an empty one, or one that it continues).
 */
export function updateShown(db: Database, messageId: string, generationId: string, { outcome, text }: Answer) {
  const shown = getShown(db, messageId);
  const loses = shown !== null && (shown.outcome === "complete" || !text.startsWith(shown.text));
  if (isGood(outcome) || !loses) setShownGeneration(db, messageId, generationId, text);
}
