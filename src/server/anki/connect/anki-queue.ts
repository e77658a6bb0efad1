import type { z } from "zod";
import type { AnkiQueue, newNotesSchema, NoteResult, SentNotes } from "#shared/anki/connect.ts";
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
import { AppError } from "#server/errors.ts";
import { logger } from "#server/logger.ts";
import { AnkiProblem } from "./ask-anki.ts";
import { type SendDeps, sendNote } from "./send-note.ts";

export type QueueDeps = SendDeps & {
  /** Called when words went to Anki, wait for it, or were refused. */
  onChange: () => void;
  closing: AbortSignal;
  /** Where this server is. */
  origin: () => string;
  /** How long the queue waits before it tries a closed Anki again. */
  retryMs: number;
};
type Asked = z.output<typeof newNotesSchema>;

/** A request does not wait for more words than these; the others follow in the background. */
const mostAwaited = 50;

export type AnkiNotes = ReturnType<typeof createAnkiQueue>;

/** Words on their way to Anki. While Anki is closed they wait, also over a restart. One is sent after another. */
export function createAnkiQueue(deps: QueueDeps) {
  const { db, onChange, closing, retryMs } = deps;
  /** Of the page that sent words last; after a start, of this server. */
  let origin: string | undefined;
  let draining: Promise<void> | null = null;
  let timer: Timer | undefined;
  const listeners = new Set<(id: string, result: Omit<NoteResult, "id" | "lemma">) => void>();

  /** Sends what waits, until Anki is closed or the queue is empty. */
  async function drain() {
    for (let next = nextQueued(db); next !== null && !closing.aborted; next = nextQueued(db)) {
      const { id } = next;
      try {
        const interfaceLanguage = getSettings(db).interfaceLanguage ?? "en";
        const outcome = await sendNote(deps, next, { origin: origin ?? deps.origin(), interfaceLanguage }, closing);
        durably(db, () => void dequeue(db, id));
        tell(id, { outcome, problem: null });
      } catch (error) {
        if (closing.aborted) return;
        if (!(error instanceof AnkiProblem)) {
          // it concerns all words, so the others wait too
          logger.info("words wait for Anki", { error });
          timer ??= setTimeout(retry, retryMs).unref();
          throw error;
        }
        durably(db, () => void setProblem(db, id, error.message));
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

  return {
    /** Sends words to Anki. Those that it does not take now wait; a failure that concerns all is thrown if nothing can wait for its end. */
    async send({ ids, allowDuplicates }: Asked, from: string): Promise<SentNotes> {
      origin = from;
      const results = new Map<string, Omit<NoteResult, "id" | "lemma">>();
      const listen = (id: string, result: Omit<NoteResult, "id" | "lemma">) => void results.set(id, result);
      listeners.add(listen);
      durably(db, () => enqueue(db, ids, allowDuplicates));
      onChange();
      try {
        const all = start();
        if (ids.length <= mostAwaited) await all;
        else all.catch(() => {});
      } catch (error) {
        // only a closed Anki opens by itself; for the rest the learner must do something first
        if (!(error instanceof AppError) || error.code !== "anki_closed") throw error;
      } finally {
        listeners.delete(listen);
      }
      const lemma = (id: string) => getWord(db, id)?.lemma ?? null;
      return {
        results: ids.map((id) => {
          const word = lemma(id);
          const waits = { outcome: word === null ? ("gone" as const) : ("waiting" as const), problem: null };
          return { id, lemma: word ?? "", ...(results.get(id) ?? waits) };
        }),
        waiting: countWaiting(db),
      };
    },
    read: (): AnkiQueue => ({ waiting: countWaiting(db), failed: listFailed(db) }),
    /** Tries now. */
    async retry(from: string): Promise<AnkiQueue> {
      origin = from;
      await start();
      return this.read();
    },
    clear() {
      durably(db, () => void clearQueue(db));
      onChange();
    },
    /** Continues with what an earlier start left. */
    resume() {
      if (countWaiting(db) > 0) timer ??= setTimeout(retry, retryMs).unref();
    },
    async close() {
      clearTimeout(timer);
      await draining?.catch(() => {});
    },
  };
}
