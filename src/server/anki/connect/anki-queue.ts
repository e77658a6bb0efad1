import type { z } from "zod";
import type { AnkiQueue, newNotesSchema, NoteResult, SentNotes } from "#shared/anki/connect.ts";
import type { NoteOutcome } from "#shared/anki/connect-values.ts";
import type { ErrorCode } from "#shared/error-codes.ts";
import {
  clearQueue,
  countWaiting,
  dequeue,
  enqueue,
  listFailed,
  nextQueued,
  setProblem,
} from "#server/db/anki-queue.ts";
import { durably } from "#server/db/open.ts";
import { getSettings } from "#server/db/settings.ts";
import { getWord } from "#server/db/words.ts";
import { AppError, isExpected } from "#server/errors.ts";
import { logger } from "#server/logger.ts";
import { AnkiProblem } from "./ask-anki.ts";
import { type SendDeps, sendNote } from "./send-note.ts";

export type QueueDeps = SendDeps & {
  /** Called when a word was sent, refused, or put into the queue. */
  onChange: () => void;
  closing: AbortSignal;
  /** The address of this server. */
  origin: () => string;
  /** How long the queue waits before it tries a closed Anki again. */
  retryMs: number;
};
type Asked = z.output<typeof newNotesSchema>;

/** A request waits until the queue is empty, unless more words than these are in it. All but the first then follow in the background. */
const mostAwaited = 50;

/** What is said of words that go to Anki as soon as it is ready. */
const notReady = new Map<ErrorCode, NoteOutcome>([
  ["anki_closed", "waiting"],
  ["anki_no_profile", "no_profile"],
]);

export type AnkiNotes = ReturnType<typeof createAnkiQueue>;

/** Words on their way to Anki, sent one after another. They wait while Anki is closed, even if Blossom restarts. */
export function createAnkiQueue(deps: QueueDeps) {
  const { db, onChange, closing, retryMs } = deps;
  /** The address of the page that last sent words. Unknown after a start. */
  let origin: string | undefined;
  let draining: Promise<void> | null = null;
  /** Aborted when the learner forgets the words. */
  let forgetting = new AbortController();
  let timer: Timer | undefined;
  /** Words that were queued again since they were last read. They may have changed while they were sent, so they are sent once more. */
  const asked = new Set<string>();
  const listeners = new Set<(id: string, result: Omit<NoteResult, "id" | "lemma">) => void>();

  /** Sends words until the queue is empty. Throws when Anki is closed. */
  async function drain() {
    const signal = AbortSignal.any([closing, forgetting.signal]);
    for (let next = nextQueued(db); next !== null && !signal.aborted; next = nextQueued(db)) {
      const { id } = next;
      asked.delete(id);
      try {
        const interfaceLanguage = getSettings(db).interfaceLanguage ?? "en";
        const outcome = await sendNote(deps, next, { origin: origin ?? deps.origin(), interfaceLanguage }, signal);
        if (!asked.has(id)) durably(db, () => void dequeue(db, id));
        tell(id, { outcome, problem: null });
      } catch (error) {
        if (signal.aborted) return;
        if (!(error instanceof AnkiProblem)) {
          // not the fault of this word: all words wait
          logger[isExpected(error) ? "info" : "error"]("words wait for Anki", { error });
          timer ??= setTimeout(retry, retryMs).unref();
          throw error;
        }
        if (!asked.has(id)) durably(db, () => void setProblem(db, id, error.message));
        tell(id, { outcome: "failed", problem: error.message });
      }
      onChange();
    }
  }
  const tell = (id: string, result: Omit<NoteResult, "id" | "lemma">) => listeners.forEach((each) => each(id, result));

  function retry() {
    timer = undefined;
    void start().catch(() => {});
  }
  const start = () =>
    (draining ??= drain().finally(() => {
      draining = null;
    }));
  /** Waits until the first word was sent or refused. If Anki is open, the others follow. */
  async function startAndSeeFirst() {
    const first = Promise.withResolvers<void>();
    const see = () => first.resolve();
    listeners.add(see);
    try {
      await Promise.race([start(), first.promise]);
    } finally {
      listeners.delete(see);
    }
  }
  /** Returns whether the words are still being sent. */
  async function startAndWait(): Promise<boolean> {
    if (countWaiting(db) > mostAwaited) {
      await startAndSeeFirst();
      return draining !== null;
    }
    await draining?.catch(() => {}); // an attempt that began earlier may have found Anki closed
    await start();
    return false;
  }

  return {
    /** Sends words to Anki. They wait if it is closed. Throws when the learner must do something first, such as enter a key; they wait then, too. */
    async send({ ids, allowDuplicates }: Asked, from: string): Promise<SentNotes> {
      origin = from;
      const results = new Map<string, Omit<NoteResult, "id" | "lemma">>();
      const listen = (id: string, result: Omit<NoteResult, "id" | "lemma">) => void results.set(id, result);
      listeners.add(listen);
      durably(db, () => enqueue(db, ids, allowDuplicates));
      for (const id of ids) asked.add(id);
      onChange();
      let rest: NoteOutcome = "waiting";
      try {
        if (await startAndWait()) rest = "sending";
      } catch (error) {
        const found = error instanceof AppError ? notReady.get(error.code) : undefined;
        if (!found) throw error; // the learner must do something first
        rest = found;
      } finally {
        listeners.delete(listen);
      }
      const lemma = (id: string) => getWord(db, id)?.lemma ?? null;
      return {
        results: ids.map((id) => {
          const word = lemma(id);
          const outcome = word === null ? "gone" : rest;
          const waits = { outcome, problem: null } as const;
          return { id, lemma: word ?? "", ...(results.get(id) ?? waits) };
        }),
        waiting: countWaiting(db),
      };
    },
    read: (): AnkiQueue => ({ waiting: countWaiting(db), failed: listFailed(db) }),
    /** Tries now. */
    async retry(from: string): Promise<AnkiQueue> {
      origin = from;
      await startAndWait();
      return this.read();
    },
    /** Also the word that is on its way is not sent, unless Anki has it already. */
    async clear(): Promise<void> {
      forgetting.abort();
      await draining?.catch(() => {});
      forgetting = new AbortController();
      durably(db, () => void clearQueue(db));
      onChange();
    },
    /** Sends the words that waited when Blossom was closed. */
    resume() {
      if (countWaiting(db) > 0) timer ??= setTimeout(retry, retryMs).unref();
    },
    async close() {
      clearTimeout(timer);
      await draining?.catch(() => {});
    },
  };
}
