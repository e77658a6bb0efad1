import type { Database } from "bun:sqlite";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { listDue, listInSteps, listNextTypes, listToBegin, type QueueQuery } from "#server/db/review-queue.ts";
import { daysOf, momentOf, type ReviewSettings, typesOf } from "./learner.ts";

type Asked = { language: LearningLanguage; zone?: string | undefined; now: number; limit: number };

/**
 * The ids of the words whose turn it is: those that are due, the longest overdue first; then those with a new card, also one whose first grade
 * was taken back; and then those that the review has not begun, oldest first.
 */
export function wordsInTurn(db: Database, settings: ReviewSettings, { language, zone, now, limit }: Asked): string[] {
  const days = daysOf(settings, zone);
  const { today, startOf } = momentOf(days, now);
  const query: QueueQuery = { language, types: typesOf(settings), now, today, tomorrowAt: startOf(today + 1) };
  const due = [...listInSteps(db, query).filter(({ dueAt }) => dueAt <= now), ...listDue(db, query, limit)];
  const inOrder = due.toSorted((one, other) => one.dueAt - other.dueAt);
  const fresh = [...listNextTypes(db, query, limit), ...listToBegin(db, query, limit)];
  const ids = [...inOrder, ...fresh].map(({ wordId }) => wordId);
  return [...new Set(ids)].slice(0, limit);
}
