import type { LearningLanguage } from "#shared/languages/types.ts";
import { createFolding } from "#server/db/search/fold.ts";
import { lengthOf, toToken } from "#server/db/search/document.ts";
import { gramsToFind, indexVersion } from "#server/db/search/grams.ts";
import {
  dropDocument,
  getDocument,
  getIndexed,
  getIndexVersion,
  isQueueEmpty,
  listCandidates,
  listQueue,
  listUnread,
  putDocument,
  queueDocuments,
  startIndex,
} from "#server/db/search/search-index.ts";
import { readLanguage } from "#server/db/stored-language.ts";
import type { Generations } from "#server/generations/log.ts";
import { AnalyserHung } from "#server/languages/index.ts";
import type { Analyser } from "#server/languages/types.ts";
import { logger } from "#server/logger.ts";
import { createPause, inSlices } from "#server/slices.ts";
import { makeDocument, needsReadings, readingsOf } from "./make-document.ts";

/** The wait after the end of an answer, so that the page can read the message first. */
const restMs = 300;
/** How many changed messages a search indexes first, so that it finds what was just written. */
const mostAtOnce = 12;
/** How much text it indexes, in UTF-16 units, so that it does not keep others waiting. */
const mostLettersAtOnce = 4_000;

type Deps = { generations: Generations; analyser: Analyser; closing: AbortSignal };
export type SearchIndex = ReturnType<typeof createSearchIndex>;

/**
 * Keeps the search index up to date, in small steps while no answer is written. It indexes changed text first, and then asks the engine for its
 * readings. Triggers of the database say what changed, so no writer can forget the index.
 */
export function createSearchIndex({ generations, analyser, closing }: Deps) {
  const { db, running, onEvents } = generations;
  const folding = createFolding();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let work = Promise.resolve();

  /** Returns how much text it indexed. */
  function indexNext(number: number): number {
    const row = getIndexed(db, number);
    const document = row && makeDocument(db, row);
    if (row && document) putDocument(db, row, { document, isRead: !needsReadings(document.text) }, folding);
    else dropDocument(db, number, folding);
    return document ? lengthOf(document) : 0;
  }

  /** Indexes what has changed, without readings. */
  async function indexQueue() {
    const pause = createPause();
    for (let queue = listQueue(db, 50); queue.length > 0 && !closing.aborted; queue = listQueue(db, 50)) {
      for (const number of queue) {
        indexNext(number);
        if ((await pause()) && (closing.aborted || running.size > 0)) return;
      }
    }
  }

  /** Adds the readings. */
  async function readUnread() {
    for (let [number] = listUnread(db, 1); number !== undefined; [number] = listUnread(db, 1)) {
      const document = getDocument(db, number);
      const language = readLanguage(db, getIndexed(db, number)?.language ?? "");
      const readings = document ? await read(document.text, language) : [];
      if (closing.aborted || running.size > 0) return;
      const row = getIndexed(db, number); // it may have changed meanwhile, or be gone
      if (!document || !row) indexNext(number);
      else if (getDocument(db, number)?.text === document.text)
        putDocument(db, row, { document: { ...document, readings }, isRead: true }, folding);
      await new Promise(setImmediate);
    }
  }

  /** Skips the readings of a text on which the engine hung, because it would hang again. */
  const read = (text: string, language: LearningLanguage) =>
    analyser.analyse(text, language).then(
      async (words) => readingsOf(await inSlices(generations.settleSteps(language, text, words)), language),
      (error: unknown) => {
        if (error instanceof AnalyserHung) return [];
        throw error;
      },
    );

  const attempt = (step: () => Promise<void>) =>
    step().catch((error: unknown) => {
      // for example on a full disk; the next answer tries again
      if (!closing.aborted) logger.error("search index not updated", { error });
    });

  /** `asksEngine`: the engine is not started only for the index. */
  function schedule(asksEngine: boolean) {
    if (timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      work = work
        .then(() => attempt(indexQueue))
        .then(() => (asksEngine && running.size === 0 ? attempt(readUnread) : undefined));
    }, restMs);
  }
  const isBehind = () => !isQueueEmpty(db) || listUnread(db, 1).length > 0;

  onEvents.add(({ id }) => {
    if (!running.has(id) && running.size === 0) schedule(true);
  });

  return {
    folding,
    /** Indexes the little that changed since the last search. Returns whether everything is in the index. */
    catchUp(): boolean {
      try {
        let letters = 0;
        for (const number of listQueue(db, mostAtOnce)) {
          letters += indexNext(number);
          if (letters > mostLettersAtOnce) break;
        }
      } catch (error) {
        logger.error("search index not updated", { error });
      }
      if (isBehind()) schedule(true);
      return isQueueEmpty(db);
    },
    /** The readings of this sentence changed: indexes everything that contains it again. */
    sentenceChanged(sentence: string) {
      const tokens = gramsToFind(folding.toForm(sentence)).map(toToken);
      const all = { from: 0, before: Number.MAX_SAFE_INTEGER, limit: -1 };
      if (tokens.length > 0) queueDocuments(db, listCandidates(db, [tokens], all));
      schedule(true);
    },
    /** Rebuilds the index if this version has another format. If the database cannot be written now, a later start does it. */
    start() {
      try {
        if (getIndexVersion(db) !== indexVersion) startIndex(db, indexVersion);
        if (!isQueueEmpty(db)) schedule(false);
      } catch (error) {
        logger.error("search index not made", { error });
      }
    },
    async close() {
      clearTimeout(timer);
      await work;
    },
  };
}
