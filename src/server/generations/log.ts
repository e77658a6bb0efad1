import type { Database } from "bun:sqlite";
import type { Answer } from "#shared/answer.ts";
import type { ApiError } from "#shared/errors.ts";
import { applyGenerationEvent, type EndEvent, emptyAnswer, type GenerationEvent } from "#shared/generation.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { closeGeneration, type EventRow, insertEvent } from "#server/db/generations.ts";
import { setMessageText } from "#server/db/messages.ts";
import { checkpoint } from "#server/db/open.ts";
import { logger } from "#server/logger.ts";

/** A generation that runs in this process. `answer` and `seq` belong together: the fold of the stored events up to `seq`. */
export type Running = {
  id: string;
  /** The tutor's message that it writes; null for a card of its own. */
  messageId: string | null;
  /** The model server that it keeps busy. */
  host: string | null;
  answer: Answer;
  seq: number;
  pending: GenerationEvent[];
  /** Those who have read all and wait for more; they are handed it, so that nobody reads again what was just written. */
  readers: Set<(rows: EventRow[]) => void>;
  stop: AbortController;
  /** Resolved as soon as it is known to have failed, which may be before its log is closed. */
  failed: PromiseWithResolvers<ApiError>;
  closed: PromiseWithResolvers<Answer>;
};

export type Generations = {
  db: Database;
  running: Map<string, Running>;
  /** Called when a generation begins, with its host. */
  onStart: Set<(host: string | null) => void>;
  /** Called when events are stored, after `seq` and `answer` cover them; without any when a log could not be closed. */
  onEvents: Set<(running: Running, rows: EventRow[]) => void>;
};

export const createGenerations = (db: Database): Generations => ({
  db,
  running: new Map(),
  onStart: new Set(),
  onEvents: new Set(),
});

export function createRunning(
  id: string,
  { messageId, host, language }: { messageId: string | null; host: string | null; language: LearningLanguage },
): Running {
  const answer = emptyAnswer(language);
  const readers: Running["readers"] = new Set();
  const stop = new AbortController();
  const ends = { failed: Promise.withResolvers<ApiError>(), closed: Promise.withResolvers<Answer>() };
  return { id, messageId, host, answer, seq: 0, pending: [], readers, stop, ...ends };
}

/**
 * Stored first, seen afterwards: whatever a learner saw survives a crash. What arrives together, of all generations, is
 * stored together: one row costs 15 µs in a shared transaction and 40 µs in one of its own.
 */
export function appendEvent(generations: Generations, running: Running, event: GenerationEvent) {
  const { pending } = running;
  const last = pending.at(-1);
  if (event.type === "text" && last?.type === "text") {
    pending[pending.length - 1] = { type: "text", text: last.text + event.text };
    return;
  }
  if (pending.push(event) === 1 && !scheduled.has(generations)) {
    scheduled.add(generations);
    setImmediate(flush, generations); // after all that this turn of the event loop brings
  }
}
const scheduled = new WeakSet<Generations>();

function flush(generations: Generations) {
  scheduled.delete(generations);
  const grown = [...generations.running.values()].filter(({ pending }) => pending.length > 0);
  if (grown.length === 0) return;
  let stored: EventRow[][];
  try {
    stored = generations.db.transaction(() => grown.map((running) => storePending(generations.db, running)))();
  } catch (error) {
    // the disk is full, say: these answers cannot go on, and their logs are closed by whoever runs them
    for (const running of grown) {
      running.pending = [];
      running.stop.abort(error);
    }
    return;
  }
  grown.forEach((running, index) => {
    try {
      commitPending(running);
    } catch (error) {
      return running.stop.abort(error); // an answer that cannot be read ends alone
    }
    handOn(generations, running, stored[index]!);
  });
}

function storePending(db: Database, { id, seq, pending }: Running): EventRow[] {
  const rows = pending.map((event, index) => ({ seq: seq + index + 1, event: JSON.stringify(event) }));
  for (const row of rows) insertEvent(db, id, row.seq, row.event);
  return rows;
}

function commitPending(running: Running) {
  const { pending } = running;
  running.pending = [];
  running.seq += pending.length;
  running.answer = pending.reduce(applyGenerationEvent, running.answer);
}

function handOn({ onEvents }: Generations, running: Running, rows: EventRow[]) {
  const { readers } = running;
  const waiting = [...readers];
  readers.clear();
  for (const wake of waiting) wake(rows);
  for (const listener of onEvents) listener(running, rows);
}

/** Writes the one `end`, the folded answer and its cards, and lets go of the generation. */
export function closeLog(generations: Generations, running: Running, end: EndEvent) {
  const { db, running: all } = generations;
  running.pending.push(end);
  let stored: EventRow[] = [];
  try {
    const answer = running.pending.reduce(applyGenerationEvent, running.answer);
    // not waiting for the disk: an app crash loses nothing so, and other answers are being written meanwhile
    stored = db.transaction(() => {
      const rows = storePending(db, running);
      closeGeneration(db, running.id, answer, Date.now());
      // an attempt that brought nothing takes nothing away
      if (running.messageId !== null && answer.text !== "") setMessageText(db, running.messageId, answer.text);
      return rows;
    })();
    running.answer = answer;
    running.seq += stored.length;
  } finally {
    all.delete(running.id);
    running.closed.resolve(running.answer);
    handOn(generations, running, stored);
    setImmediate(() => all.size === 0 && tidy(db)); // when nobody writes, and after all have read
  }
}

function tidy(db: Database) {
  try {
    checkpoint(db);
  } catch (error) {
    logger.error("no checkpoint", { error }); // a full disk, say; the log stays as it is, and nothing is lost
  }
}
