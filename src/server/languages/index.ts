import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Word } from "#shared/card.ts";
import { bundledPaths } from "#server/dictionaries/bundled.ts";
import type { Analyser, ReadingCheck } from "./types.ts";
import type { AnalyserData, AnalyserRequest, AnalyserResponse } from "./worker.ts";

/** The worker's file stands beside this one, or beside the bundle that `scripts/build.ts` makes. */
const workerFile = import.meta.path.endsWith(".ts") ? "worker.ts" : "worker.js";

type Running = { worker: Worker; waiting: Map<number, PromiseWithResolvers<unknown>> };

/**
 * The analysers of all languages, in one worker, with the data that `scripts/build-data.ts` makes. If the worker dies, waiting requests
 * fail and the next request starts a new one.
 */
export function createAnalyser(dataDir: string, firstDictionaries = bundledPaths(dataDir)): Analyser {
  let dictionaries = firstDictionaries;
  let running: Running | null = null;
  let nextId = 1;

  function start(): Running {
    const worker = new Worker(join(import.meta.dir, workerFile), {
      workerData: { dataDir, dictionaries } satisfies AnalyserData,
    });
    const started: Running = { worker, waiting: new Map() };
    worker.on("message", ({ id, result, error }: AnalyserResponse) => {
      const asked = started.waiting.get(id);
      started.waiting.delete(id);
      if (error === undefined) asked?.resolve(result);
      else asked?.reject(new Error(error));
      if (started !== running && started.waiting.size === 0) void worker.terminate(); // it had other dictionaries
    });
    worker.on("error", (error) => stop(started, new Error(`The analyser stopped: ${String(error)}`)));
    worker.on("exit", () => stop(started, new Error("The analyser stopped.")));
    worker.unref(); // the worker must not keep the process alive; call this after adding listeners, because they would
    return started;
  }

  function stop(stopped: Running, error: Error) {
    if (running === stopped) running = null;
    void stopped.worker.terminate();
    for (const { reject } of stopped.waiting.values()) reject(error);
    stopped.waiting.clear();
  }

  function ask(request: Omit<AnalyserRequest, "id">): Promise<unknown> {
    running ??= start();
    const id = nextId++;
    const answer = Promise.withResolvers<unknown>();
    running.waiting.set(id, answer);
    running.worker.postMessage({ id, ...request } satisfies AnalyserRequest);
    return answer.promise;
  }

  return {
    // our own worker answers, and one file types its requests and results
    analyse: async (text, language) => (await ask({ text, language })) as Word[],
    check: async (text, language, span) => (await ask({ text, language, span })) as ReadingCheck,
    useDictionaries(paths) {
      dictionaries = paths;
      const before = running;
      running = null; // the next request starts a worker with the new ones
      if (before?.waiting.size === 0) void before.worker.terminate();
    },
    close: () => running && stop(running, new Error("The analyser was closed.")),
  };
}
