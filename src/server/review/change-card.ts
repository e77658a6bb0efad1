import type { Database } from "bun:sqlite";
import type { CardUpdate, Graded } from "#shared/review/review.ts";
import { durably } from "#server/db/open.ts";
import { getCard, saveCard } from "#server/db/review-cards.ts";
import { getLogEntry, markUndone } from "#server/db/review-log.ts";
import { setStatuses } from "#server/db/words.ts";
import { AppError } from "#server/errors.ts";
import { beginNextType } from "./begin-types.ts";
import { readCardId, toCardId } from "./card-id.ts";
import { foundWord, toGraded } from "./grade-card.ts";
import { daysOf, momentOf, type ReviewSettings } from "./learner.ts";

/** Takes a grade back: the card and the status of its word are as they were before. Its entry stays in the log and counts no more. */
export function undoGrade(db: Database, key: string, now: number): Graded {
  return durably(db, () => {
    const entry = getLogEntry(db, key);
    if (!entry?.before || entry.wordId === null) throw new AppError("not_found", "There is no such grade.");
    const { status, statusAfter, ...before } = entry.before;
    const card = getCard(db, before.wordId, before.type);
    const word = foundWord(db, before.wordId);
    if (entry.isUndone) return toGraded(card, word.status);
    if (card.version !== before.version + 1)
      throw new AppError("card_changed", "The card was changed after this grade.");
    saveCard(db, { ...before, version: card.version });
    markUndone(db, entry.number);
    const isOwn = word.status === statusAfter; // the learner may have marked the word meanwhile
    if (isOwn) setStatuses(db, [word.id], status, now);
    return toGraded(getCard(db, before.wordId, before.type), isOwn ? status : word.status);
  });
}

/** Hides a card until tomorrow, or until the learner wants it again. */
export function changeCard(db: Database, settings: ReviewSettings, id: string, update: CardUpdate, now: number) {
  const { wordId, type } = readCardId(id);
  const { today, startOf } = momentOf(daysOf(settings, update.zone), now);
  return durably(db, () => {
    foundWord(db, wordId);
    const card = getCard(db, wordId, type);
    const buriedUntil = update.buried === undefined ? card.buriedUntil : update.buried ? startOf(today + 1) : 0;
    const suspended = update.suspended ?? card.suspended;
    if (buriedUntil !== card.buriedUntil || suspended !== card.suspended)
      saveCard(db, { ...card, buriedUntil, suspended });
    if (suspended) beginNextType(db, wordId, settings);
    const { version } = getCard(db, wordId, type);
    return { card: toCardId({ wordId, type }), version, buried: buriedUntil > now, suspended };
  });
}
