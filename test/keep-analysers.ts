import { Worker } from "node:worker_threads";
import { bundledPaths } from "#server/dictionaries/bundled.ts";
import { findOwnFiles } from "#server/own-files.ts";
import type { AnalyserData, AnalyserRequest, AnalyserResponse } from "#server/languages/worker.ts";

/** Workers that wait for an app. A worker with Japanese takes 150 MB. */
const free: KeptWorker[] = [];
const maxFree = 2;
const own = findOwnFiles("");

/** The real worker of the analyser. When an app ends it, it waits for the next app. */
class KeptWorker extends Worker {
  #open = 0;
  #hasFailed = false;

  constructor(file: string, data: AnalyserData) {
    super(file, { workerData: data });
    this.#watch();
  }

  override postMessage(request: AnalyserRequest) {
    this.#open++;
    super.postMessage(request);
  }

  /** A worker with an open request really ends: the next app would get the late responses. */
  override async terminate() {
    if (this.#open > 0 || this.#hasFailed || free.length >= maxFree) return super.terminate();
    this.removeAllListeners();
    this.#watch();
    this.unref();
    free.push(this);
    return 0;
  }

  #watch() {
    this.on("message", ({ result, error }: AnalyserResponse) => {
      if (result !== undefined || error !== undefined) this.#open--;
    });
    for (const event of ["error", "exit"]) this.on(event, () => this.#fail());
  }

  #fail() {
    this.#hasFailed = true;
    if (free.includes(this)) free.splice(free.indexOf(this), 1);
  }
}

/**
 * Starts a worker of the analyser for an app. With the bundled dictionaries, the app gets the worker that an earlier app has left:
 * loading Japanese takes half a second, and most tests ask for it. A test that brings another script or dictionary gets a worker of its own,
 * because it may change the files.
 */
export function startKeptWorker(data: AnalyserData, file: string = own.analyser): Worker {
  const isOurs = file === own.analyser && Bun.deepEquals(data.dictionaries, bundledPaths(own.languageData));
  if (!isOurs) return new Worker(file, { workerData: data });
  return free.pop() ?? new KeptWorker(file, data);
}
