import type { Database } from "bun:sqlite";
import { announceWords } from "./announce-words.ts";
import type { Hub } from "./hub.ts";

/** Tells all windows that a card of the review changed, and with it perhaps the status of its word. */
export function announceReview(db: Database, hub: Hub, card: string) {
  hub.send({ type: "review" });
  announceWords(db, hub, [card.slice(0, card.lastIndexOf("."))]);
}
