import type { Database } from "bun:sqlite";
import type { ReviewCard } from "#shared/review/review.ts";
import type { CardRow } from "#server/db/review-cards.ts";
import { listContexts } from "#server/db/word-contexts.ts";
import { getWord } from "#server/db/words.ts";
import { toCardId } from "./card-id.ts";
import { isOftenForgotten, type Moment, nextIntervals } from "./schedule.ts";

/** A card with what its two sides show. Null if its word is gone. */
export function showCard(db: Database, card: CardRow, at: Moment, retention: number): ReviewCard | null {
  const word = getWord(db, card.wordId);
  if (!word) return null;
  const contexts = listContexts(db, card.wordId);
  const id = toCardId(card);
  return {
    id,
    type: card.type,
    version: card.version,
    state: card.state,
    word,
    context: contexts[card.reviews % contexts.length] ?? null,
    intervals: nextIntervals(card, at, { retention }, id),
    lapses: card.lapses,
    isLeech: isOftenForgotten(card.lapses),
  };
}
