import type { Database } from "bun:sqlite";
import type { Answer, Outcome } from "#shared/answer.ts";
import { historyOf } from "./history-of.ts";
import { getShown, setShownGeneration } from "#server/db/messages.ts";

/** Did the answer end normally? `cut` counts, because it is the model's token limit, and so does `incomplete`: what is missing can be filled in. */
export const isGood = (outcome: Outcome | null) =>
  outcome === "complete" || outcome === "incomplete" || outcome === "cut";

/**
 * Decides and stores which generation a message shows. A good answer replaces the earlier one. Any other answer does so only if
 * nothing is lost: the message shows none yet, or shows one that is not complete and whose text the new one starts with (an empty
 * one, or one that it continues).
 */
export function updateShown(db: Database, messageId: string, generationId: string, answer: Answer) {
  const { outcome } = answer;
  const text = historyOf(answer);
  const shown = getShown(db, messageId);
  const loses = shown !== null && (shown.outcome === "complete" || !text.startsWith(shown.text));
  if (isGood(outcome) || !loses) setShownGeneration(db, messageId, generationId, text);
}
