import type { Database } from "bun:sqlite";
import type { Graded, NewGrade } from "#shared/review/review.ts";
import type { Grade } from "#shared/review/review-values.ts";
import type { WordStatus } from "#shared/words/word-values.ts";
import { durably } from "#server/db/open.ts";
import { type CardRow, getCard, hasMatureCard, saveCard } from "#server/db/review-cards.ts";
import { getLogEntry, insertLogEntry } from "#server/db/review-log.ts";
import { getWord, setStatuses } from "#server/db/words.ts";
import { AppError } from "#server/errors.ts";
import { readCardId, toCardId } from "./card-id.ts";
import { daysOf, momentOf, type ReviewSettings } from "./learner.ts";
import { beginNextType } from "./begin-types.ts";
import { isLeech, schedule } from "./schedule.ts";

/**
 * Grades a card, in one durable transaction. A key that was used before changes nothing, so a page may send the same grade again after it lost
 * the answer. `card_changed`: another window graded the card, or took it out of the review.
 */
export function gradeCard(
  db: Database,
  settings: ReviewSettings,
  id: string,
  { key, version, tookMs, zone, ...asked }: NewGrade,
  now: number,
): Graded {
  const name = readCardId(id);
  const grade = asked.grade as Grade;
  const at = momentOf(daysOf(settings, zone), now);
  return durably(db, () => {
    const card = getCard(db, name.wordId, name.type);
    const word = foundWord(db, name.wordId);
    const logged = getLogEntry(db, key);
    if (logged && logged.wordId === name.wordId && logged.type === name.type) return toGraded(card, word.status);
    if (logged || card.version !== version)
      throw new AppError("card_changed", "The card was changed in another window.");
    const next = schedule(card, grade, at, { retention: settings.desiredRetention }, id);
    saveCard(db, { ...card, ...next, buriedUntil: 0 });
    const status = word.status === "ignored" ? word.status : statusOf(db, name.wordId);
    if (status !== word.status) setStatuses(db, [name.wordId], status, now);
    if (next.state === "review") beginNextType(db, name.wordId, settings);
    const before = { ...card, status: word.status, statusAfter: status };
    const { language } = word;
    insertLogEntry(db, {
      key,
      card,
      language,
      at: now,
      day: at.today,
      grade,
      tookMs: Math.min(tookMs, mostMs),
      before,
    });
    return toGraded(getCard(db, name.wordId, name.type), status);
  });
}

/** Longer than anybody looks at a card: the learner was away. */
const mostMs = 300_000;

export function foundWord(db: Database, id: string) {
  const word = getWord(db, id);
  if (!word) throw new AppError("not_found", "There is no such card.");
  return word;
}

const statusOf = (db: Database, wordId: string): WordStatus => (hasMatureCard(db, wordId) ? "known" : "learning");

export const toGraded = (card: CardRow, status: WordStatus): Graded => ({
  card: toCardId(card),
  version: card.version,
  dueAt: card.dueAt,
  status,
  isLeech: card.state === "relearning" && isLeech(card.lapses),
});
