import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import type { Word } from "#shared/card.ts";
import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { bundledPaths } from "#server/dictionaries/bundled.ts";
import { describeEngine } from "./engine.ts";
import type { Analyser, ReadingCheck } from "./types.ts";
import type { AnalyserData, AnalyserRequest, AnalyserResponse } from "./worker.ts";

/** Starts the worker from the sources, unless `file` names the script of a built server. */
export function startWorker(data: AnalyserData, file = join(import.meta.dir, "worker.ts")): Worker {
  const threads: typeof import("node:worker_threads") = require("node:worker_threads"); // not at the start of the app
  return new threads.Worker(file, { workerData: data });
}

type Question = {
  request: AnalyserRequest;
  /** Those that have arrived. */
  words: Word[];
  lines: Word[][];
  answer: PromiseWithResolvers<unknown>;
  limit?: ReturnType<typeof setTimeout>;
  /** A worker that hung on another question had it first. */
  isSecond?: boolean;
};
type Running = { worker: Worker; waiting: Map<number, Question> };

/** The analyser hung: another question would wait just as long. */
export class AnalyserHung extends Error {
  override name = "AnalyserHung";
}

type Options = {
  /** The paths of the dictionaries, in the learner's order. Called when the worker starts, because reading the list takes time at the start of the app. */
  dictionaries?: () => string[];
  /** Whether Traditional Chinese is read as in Taiwan. Called for each request, because the learner can change it. */
  isTaiwan?: () => boolean;
  start?: (data: AnalyserData) => Worker;
  /** The worker ends after this time without a request and frees its memory: Japanese alone takes 150 MB. */
  idleMs?: number;
  /** How long a question may make no progress. Loading a dictionary takes up to a second, on a busy computer several. */
  limitMs?: number;
  log?: (message: string, fields: Record<string, unknown>) => void;
};

/**
 * The analysers of all languages, in one worker, with the data that `scripts/build-data.ts` makes. If the worker dies, waiting requests
 * fail and the next request starts a new one. If it hangs, the request that made no progress fails, and a new worker gets the others.
 */
export function createAnalyser(
  dataDir: string,
  {
    dictionaries = () => bundledPaths(dataDir),
    isTaiwan = () => false,
    start = startWorker,
    idleMs = 600_000,
    limitMs = 20_000,
    log = () => {},
  }: Options = {},
): Analyser {
  let running: Running | null = null;
  let nextId = 1;
  const incomplete = new Set<LearningLanguage>();
  let idle: ReturnType<typeof setTimeout> | undefined;

  function run(): Running {
    const started: Running = { worker: start({ dataDir, dictionaries: dictionaries() }), waiting: new Map() };
    const { worker, waiting } = started;
    worker.on("message", ({ id, words = [], lines = [], result, error, isIncomplete = false }: AnalyserResponse) => {
      const asked = waiting.get(id);
      if (!asked) return;
      asked.words.push(...words);
      asked.lines.push(...lines);
      if (result === undefined && error === undefined) return limit(started, asked);
      finish(started, asked);
      if (error === undefined) {
        noteIncomplete(asked.request.language, isIncomplete);
        asked.answer.resolve(result ?? (asked.request.lines ? asked.lines : asked.words));
      } else asked.answer.reject(new Error(error));
      if (waiting.size > 0) return;
      if (started === running) endWhenIdle(started);
      else void worker.terminate(); // it was replaced by a worker with other dictionaries
    });
    worker.on("error", (error) => stop(started, new Error(`The analyser stopped: ${String(error)}`)));
    worker.on("exit", () => stop(started, new Error("The analyser stopped.")));
    worker.unref(); // the worker must not keep the process alive; call this after adding listeners, because they would
    return started;
  }

  function endWhenIdle(started: Running) {
    clearTimeout(idle);
    idle = setTimeout(() => stop(started, new Error("The analyser was idle.")), idleMs).unref();
  }

  function stop(stopped: Running, error: Error) {
    if (running === stopped) {
      clearTimeout(idle);
      running = null;
    }
    void stopped.worker.terminate();
    for (const question of stopped.waiting.values()) {
      clearTimeout(question.limit);
      question.answer.reject(error);
    }
    stopped.waiting.clear();
  }

  /** Gives the question this long to make progress. */
  function limit(asked: Running, question: Question) {
    clearTimeout(question.limit);
    question.limit = setTimeout(() => replace(asked, question), limitMs).unref();
  }

  function finish({ waiting }: Running, { request, limit }: Question) {
    clearTimeout(limit);
    waiting.delete(request.id);
  }

  /** Ends a worker that hangs on a question. A new worker gets the other questions, each once. */
  function replace(hung: Running, question: Question) {
    const error = new AnalyserHung(`The analyser did not respond for ${limitMs / 1_000} s.`);
    log("analyser hung and was replaced", {
      language: question.request.language,
      length: question.request.text.length,
    });
    finish(hung, question);
    question.answer.reject(error);
    const others = [...hung.waiting.values()].filter(({ isSecond }) => !isSecond);
    for (const other of others) finish(hung, other);
    stop(hung, error);
    for (const other of others) put({ ...other, words: [], lines: [], isSecond: true });
  }

  function put(question: Question) {
    clearTimeout(idle);
    running ??= run();
    running.waiting.set(question.request.id, question);
    running.worker.postMessage(question.request);
    limit(running, question);
  }

  function noteIncomplete(language: LearningLanguage, isIncomplete: boolean) {
    if (isIncomplete && !incomplete.has(language))
      log("a bundled dictionary cannot be read", { language, folder: dataDir });
    if (isIncomplete) incomplete.add(language);
    else incomplete.delete(language);
  }

  function ask(request: Omit<AnalyserRequest, "id" | "isTaiwan">): Promise<unknown> {
    const isRead = languages[request.language].isAlsoReadInTaiwan === true && isTaiwan();
    const answer = Promise.withResolvers<unknown>();
    put({ request: { id: nextId++, isTaiwan: isRead, ...request }, words: [], lines: [], answer });
    return answer.promise;
  }

  return {
    // our own worker answers, and one file types its requests and results
    analyse: async (text, language) => (await ask({ text, language })) as Word[],
    analyseLines: async (lines, language) => (await ask({ text: "", lines, language })) as Word[][],
    check: async (text, language, span) => (await ask({ text, language, span })) as ReadingCheck,
    isIncomplete: (language) => incomplete.has(language),
    engine: () => describeEngine(dictionaries()),
    reload() {
      const before = running;
      clearTimeout(idle);
      running = null; // the next request starts a worker with the new ones
      if (before?.waiting.size === 0) void before.worker.terminate();
    },
    close: () => running && stop(running, new Error("The analyser was closed.")),
  };
}
