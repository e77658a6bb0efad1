import type { Database } from "bun:sqlite";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { ReviewQueue } from "#shared/review/review.ts";
import type { CardRow } from "#server/db/review-cards.ts";
import { countDone, lastGrade } from "#server/db/review-log.ts";
import {
  countDue,
  countToBegin,
  countUntil,
  listAhead,
  listDue,
  listInSteps,
  listNextTypes,
  listToBegin,
  nextDueAt,
  type QueueQuery,
} from "#server/db/review-queue.ts";
import { toCardId } from "./card-id.ts";
import { daysOf, momentOf, type ReviewSettings, typesOf } from "./learner.ts";
import { mixQueue } from "./mix-queue.ts";
import { showCard } from "./show-card.ts";

/** How many cards the page gets at once. */
const shown = 10;
/** A card in its steps may come this much earlier when nothing else is left. */
const earlierMs = 20 * 60_000;

export type QueueRequest = {
  language: LearningLanguage;
  zone: string | undefined;
  now: number;
  /** Cards that are not due yet, when nothing else is left. */
  ahead: boolean;
  /** So many new words beyond today's limit. */
  more: number;
};

/** The cards of today in one language. */
export function readQueue(db: Database, settings: ReviewSettings, request: QueueRequest): ReviewQueue {
  const { language, now } = request;
  const days = daysOf(settings, request.zone);
  const at = momentOf(days, now);
  const tomorrowAt = at.startOf(at.today + 1);
  const query: QueueQuery = {
    language,
    types: typesOf(settings),
    now,
    today: at.today,
    tomorrowAt,
  };
  const done = countDone(db, language, at.today);
  const allowed = Math.max(0, settings.newCardsPerDay + request.more - done.fresh);
  const fresh = listFresh(db, query, allowed);
  const steps = listInSteps(db, query);
  const left = { fresh: fresh.length, learning: steps.length, reviews: countDue(db, query) };
  const cards = mixQueue(listDue(db, query, shown), fresh.slice(0, shown), left, done);
  const isNow = ({ dueAt }: CardRow) => dueAt <= now;
  const queue = [...steps.filter(isNow), ...cards];
  const isSoon = ({ dueAt }: CardRow) => dueAt <= now + earlierMs;
  if (queue.length === 0) queue.push(...steps.filter(isSoon));
  if (queue.length === 0 && request.ahead) queue.push(...listAhead(db, query, shown));
  const inQueue = new Set(queue);
  const later = steps.filter((card) => !inQueue.has(card));
  const [first] = later;
  const last = lastGrade(db, language, at.today);
  const dayAfter = at.startOf(at.today + 2) - 1;
  return {
    language,
    left,
    done: done.grades,
    cards: queue
      .slice(0, shown)
      .map((card) => showCard(db, card, at, settings.desiredRetention))
      .filter((card) => card !== null),
    waiting: first ? { count: later.length, at: first.dueAt } : null,
    undo: last && { key: last.key, card: toCardId(last) },
    tomorrow: countUntil(db, query, dayAfter),
    more: countToBegin(db, query) - fresh.filter(({ version }) => version === 0).length,
    nextAt: nextDueAt(db, query),
    isAheadPossible: listAhead(db, query, 1).length > 0,
  };
}

/** New cards: the next ways to ask for words in review stand before new words. */
function listFresh(db: Database, query: QueueQuery, limit: number): CardRow[] {
  const next = listNextTypes(db, query, limit);
  return [...next, ...listToBegin(db, query, limit - next.length)];
}
