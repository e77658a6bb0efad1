import type { Database } from "bun:sqlite";
import { beginType } from "#server/db/review-cards.ts";
import { durably } from "#server/db/open.ts";
import { type ReviewSettings, typesOf } from "./learner.ts";

type Chosen = Pick<ReviewSettings, "reviewTypes">;

const ofWords = (settings: Chosen) => typesOf(settings).filter((type) => type !== "sentence" && type !== "correction");

/** Adds the card of the next type, if all cards of the word are learned. Without a sentence there is no gap to fill, and without a meaning nothing to say. */
export function beginNextType(db: Database, wordId: string, settings: Chosen) {
  ofWords(settings).some((type) => beginType(db, type, wordId) > 0);
}

/** The learner chose other ways to ask: all words that are ready for the next one begin it. */
export function beginTypes(db: Database, settings: Chosen) {
  durably(db, () => {
    for (const type of ofWords(settings)) beginType(db, type, null);
  });
}
