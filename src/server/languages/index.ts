import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Word } from "#shared/card.ts";
import { languages } from "#shared/languages/index.ts";
import { bundledPaths } from "#server/dictionaries/bundled.ts";
import { describeEngine } from "./engine.ts";
import type { Analyser, ReadingCheck } from "./types.ts";
import type { AnalyserData, AnalyserRequest, AnalyserResponse } from "./worker.ts";

/** Starts the worker from the sources, unless `file` names the script of a built server. */
export const startWorker = (data: AnalyserData, file = join(import.meta.dir, "worker.ts")) =>
  new Worker(file, { workerData: data });

type Running = { worker: Worker; waiting: Map<number, PromiseWithResolvers<unknown>> };

type Options = {
  /** The paths of the dictionaries, in the learner's order. Called when the worker starts, because reading the list takes time at the start of the app. */
  dictionaries?: () => string[];
  /** Whether Traditional Chinese is read as in Taiwan. Called for each request, because the learner can change it. */
  isTaiwan?: () => boolean;
  start?: (data: AnalyserData) => Worker;
  /** The worker ends after this time without a request and frees its memory: Japanese alone takes 150 MB. */
  idleMs?: number;
};

/**
 * The analysers of all languages, in one worker, with the data that `scripts/build-data.ts` makes. If the worker dies, waiting requests
 * fail and the next request starts a new one.
 */
export function createAnalyser(
  dataDir: string,
  {
    dictionaries = () => bundledPaths(dataDir),
    isTaiwan = () => false,
    start = startWorker,
    idleMs = 600_000,
  }: Options = {},
): Analyser {
  let running: Running | null = null;
  let nextId = 1;
  let idle: ReturnType<typeof setTimeout> | undefined;

  function run(): Running {
    const started: Running = { worker: start({ dataDir, dictionaries: dictionaries() }), waiting: new Map() };
    const { worker, waiting } = started;
    worker.on("message", ({ id, result, error }: AnalyserResponse) => {
      const asked = waiting.get(id);
      waiting.delete(id);
      if (error === undefined) asked?.resolve(result);
      else asked?.reject(new Error(error));
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
    for (const { reject } of stopped.waiting.values()) reject(error);
    stopped.waiting.clear();
  }

  function ask(request: Omit<AnalyserRequest, "id" | "isTaiwan">): Promise<unknown> {
    clearTimeout(idle);
    running ??= run();
    const id = nextId++;
    const answer = Promise.withResolvers<unknown>();
    running.waiting.set(id, answer);
    const asked = { id, isTaiwan: languages[request.language].isAlsoReadInTaiwan === true && isTaiwan(), ...request };
    running.worker.postMessage(asked satisfies AnalyserRequest);
    return answer.promise;
  }

  return {
    // our own worker answers, and one file types its requests and results
    analyse: async (text, language) => (await ask({ text, language })) as Word[],
    check: async (text, language, span) => (await ask({ text, language, span })) as ReadingCheck,
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
