import type { Database } from "bun:sqlite";
import type { Answer } from "#shared/answer.ts";
import type { Word } from "#shared/card.ts";
import type { ApiError } from "#shared/errors.ts";
import { applyGenerationEvent, emptyAnswer } from "#shared/apply-generation-event.ts";
import { type EndEvent, type GenerationEvent, generationEventSchema } from "#shared/generation.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { saveCard, setEngine } from "#server/db/cards.ts";
import { closeGeneration, type EventRow, insertEvent } from "#server/db/generations.ts";
import { checkpoint } from "#server/db/open.ts";
import { logger } from "#server/logger.ts";
import { atOnce } from "#server/slices.ts";
import { addEvent } from "./add-event.ts";
import { updateHistory } from "./completions.ts";
import { updateShown } from "./shown.ts";

/** A generation that runs in this process. `answer` is the fold of the stored events up to `seq`. */
export type Running = {
  id: string;
  /** The message whose answer or correction it is; null for separate cards. */
  messageId: string | null;
  /** The learner's message that it is about, also for a separate card of a sentence in it. */
  aboutMessage: string | null;
  /** The model server that works on it. */
  host: string | null;
  answer: Answer;
  seq: number;
  pending: GenerationEvent[];
  /** Readers that have read everything. They get new rows directly instead of reading them from the database. */
  readers: Set<(rows: EventRow[]) => void>;
  stop: AbortController;
  /** Resolved when the model's first sign of life is stored: text, or a phase that its server reports. */
  begun: PromiseWithResolvers<void>;
  /** Resolved as soon as the failure is known, which may be before the log is closed. */
  failed: PromiseWithResolvers<ApiError>;
  closed: PromiseWithResolvers<Answer>;
};

/** Gives the words of a text the readings that the learner settled. Returns the same words if there are none. */
export type SettleWords = (language: LearningLanguage, text: string, words: readonly Word[]) => readonly Word[];
/** The same in small steps, for a text that may be long. */
export type SettleSteps = (...args: Parameters<SettleWords>) => Generator<void, readonly Word[]>;

export type Generations = {
  db: Database;
  settleWords: SettleWords;
  settleSteps: SettleSteps;
  running: Map<string, Running>;
  /** Called when a generation begins, with its host. */
  onStart: Set<(host: string | null) => void>;
  /** Called after events are stored, when `seq` and `answer` include them. Called without events when a log could not be closed. */
  onEvents: Set<(running: Running, rows: EventRow[]) => void>;
  /** Called when something could not be stored. */
  onFailure: Set<(error: unknown) => void>;
  isFlushScheduled: boolean;
};

export const createGenerations = (db: Database, settleSteps: SettleSteps): Generations => ({
  db,
  settleWords: (...args) => atOnce(settleSteps(...args)),
  settleSteps,
  running: new Map(),
  onStart: new Set(),
  onEvents: new Set(),
  onFailure: new Set(),
  isFlushScheduled: false,
});

/** `task`: what was asked for. The first event says what the answer really does. */
type NewRunning = Pick<Running, "messageId" | "host"> &
  Pick<Answer, "language" | "task"> & { aboutMessage?: string | null };

export function createRunning(
  id: string,
  { messageId, aboutMessage = null, host, language, task }: NewRunning,
): Running {
  return {
    id,
    messageId,
    aboutMessage,
    host,
    answer: { ...emptyAnswer(language), generationId: id, task }, // a page may read it before the first event
    seq: 0,
    pending: [],
    readers: new Set(),
    stop: new AbortController(),
    begun: Promise.withResolvers(),
    failed: Promise.withResolvers(),
    closed: Promise.withResolvers(),
  };
}

/**
 * Queues an event. Events are stored before readers get them, so that everything a learner saw survives a crash. Events of all
 * generations that arrive together share a transaction: a row costs 15 µs in a shared one and 40 µs in its own.
 */
export function appendEvent(generations: Generations, running: Running, event: GenerationEvent) {
  addEvent(running.pending, event);
  if (generations.isFlushScheduled) return;
  generations.isFlushScheduled = true;
  setImmediate(flush, generations); // after all other events of this turn of the event loop
}

/** New events of a running answer, folded but not stored yet. */
type Growth = { running: Running; after: Answer };

/** Stores all pending events and gives them to the readers. */
export function flush(generations: Generations) {
  generations.isFlushScheduled = false;
  const grown = [...generations.running.values()].filter(({ pending }) => pending.length > 0).flatMap(readPending);
  if (grown.length === 0) return;
  let stored: EventRow[][];
  try {
    const store = () => grown.map((growth) => storeGrowth(generations.db, growth));
    stored = isOneRow(grown) ? store() : generations.db.transaction(store)();
  } catch (error) {
    // for example, the disk is full: these answers cannot continue, and `startGeneration` closes their logs
    for (const listener of generations.onFailure) listener(error);
    for (const { running } of grown) abandon(running, error);
    return;
  }
  grown.forEach(({ running, after }, index) => {
    const rows = stored[index]!;
    if (running.pending.some(isSign)) running.begun.resolve();
    running.pending = [];
    running.seq += rows.length;
    running.answer = after;
    deliver(generations, running, rows);
  });
}

/** One row needs no transaction of its own: BEGIN and COMMIT would take twice the time of the row, for each token of a single answer. */
const isOneRow = (grown: readonly Growth[]) =>
  grown.length === 1 && grown[0]?.running.pending.length === 1 && !grown[0].running.pending.some(isOfCards);

/** Does this event change rows of cards? */
const isOfCards = ({ type }: GenerationEvent) => type === "card" || type === "words";

/** Does this event show that the model is working? */
const isSign = (event: GenerationEvent) =>
  signs.has(event.type) || (event.type === "phase" && event.phase !== "retrying" && event.phase !== "waiting");
const signs = new Set(["text", "texts", "translation", "meaning", "correction"]);

/** Folds the pending events. An error ends this answer only. */
function readPending(running: Running): Growth[] {
  try {
    const after = running.pending.reduce(applyGenerationEvent, running.answer);
    return [{ running, after }];
  } catch (error) {
    abandon(running, error);
    return [];
  }
}

function abandon(running: Running, error: unknown) {
  running.pending = [];
  running.stop.abort(error);
}

function storeGrowth(db: Database, { running, after }: Growth): EventRow[] {
  const rows = storePending(db, running);
  storeCards(db, running, after);
  return rows;
}

function storePending(db: Database, { id, seq, pending }: Running): EventRow[] {
  const rows = pending.map((event, index) => ({ seq: seq + index + 1, event: JSON.stringify(event) }));
  for (const row of rows) insertEvent(db, id, row.seq, row.event);
  return rows;
}

/** Stores the rows of new cards, and which engine read cards. */
function storeCards(db: Database, { id, pending }: Running, answer: Answer) {
  if (!pending.some(isOfCards)) return; // most tokens are not
  const opened = new Set(pending.map((event) => (event.type === "card" ? event.cardId : null)));
  for (const card of answer.cards) if (opened.has(card.id)) saveCard(db, { id, task: answer.task }, card, Date.now());
  for (const event of pending) if (event.type === "words") setEngine(db, event.cardId, event.engine);
}

function deliver({ onEvents }: Generations, running: Running, rows: EventRow[]) {
  const { readers } = running;
  const waiting = [...readers];
  readers.clear();
  for (const wake of waiting) wake(rows);
  for (const listener of onEvents) listener(running, rows);
}

/** Writes the `end` event, packs the log, and removes the generation from the running ones. */
export function closeLog(generations: Generations, running: Running, end: EndEvent) {
  const { db, running: all } = generations;
  let stored: EventRow[] = [];
  // even after a failure the generation no longer runs: Stop and the end of the process wait for that
  try {
    running.pending.push(toStorable(end));
    const answer = running.pending.reduce(applyGenerationEvent, running.answer);
    // without waiting for the disk: an app crash loses nothing, and other answers are being written at the same time
    stored = db.transaction(() => {
      const rows = storePending(db, running);
      storeCards(db, running, answer);
      closeGeneration(db, running.id, answer, Date.now());
      updateHistory(db, answer);
      if (running.messageId !== null) updateShown(db, running.messageId, running.id, answer);
      return rows;
    })();
    running.answer = answer;
    running.seq += stored.length;
  } finally {
    all.delete(running.id);
    running.closed.resolve(running.answer);
    deliver(generations, running, stored);
    setImmediate(() => all.size === 0 && tidy(db)); // when no answer runs, and after all readers have read
  }
}

/** Drops infinite figures (a server can report 1e308 tokens per microsecond): JSON stores them as null, which cannot be read again. */
function toStorable({ usage, ...end }: EndEvent): EndEvent {
  const finite = usage && Object.fromEntries(Object.entries(usage).filter(([, figure]) => Number.isFinite(figure)));
  const storable = generationEventSchema.parse({ ...end, ...(finite && { usage: finite }) });
  return storable.type === "end" ? storable : end;
}

function tidy(db: Database) {
  try {
    checkpoint(db);
  } catch (error) {
    logger.error("checkpoint failed", { error }); // for example on a full disk: the write-ahead log stays, and nothing is lost
  }
}
