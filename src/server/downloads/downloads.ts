import type { Download } from "#shared/downloads.ts";
import {
  deleteDownload,
  forgetEndedDownloads,
  getDownload,
  listDownloads,
  saveDownload,
  type StoredDownload,
} from "#server/db/downloads.ts";
import { AppError, isExpected, toApiError } from "#server/errors.ts";
import { baseUrlOf, getProvider, type ProviderDeps } from "#server/models/get-provider.ts";
import { findModel, isSameModel } from "#shared/canonical-name.ts";
import { LLMError, type LLMProvider, type PullProgress } from "#server/llm/types.ts";
import { logger } from "#server/logger.ts";
import { checkSource } from "./model-name.ts";
import { createSpeed, type Speed } from "./speed.ts";

/** Downloads of models into Ollama. They run in this process: closing the page does not stop them, and all pages see the same state. */
export type Downloads = {
  /** The downloads of the configured Ollama, newest first. */
  list(): Download[];
  /** Starts a download, resumes a stopped one, or joins the running one. Throws AppError for an invalid name. */
  start(wanted: { model: string; allowRegistry: boolean }): Download;
  /** Resolves when the transfer has stopped; Ollama keeps the downloaded part. Null: no such download. */
  cancel(id: string): Promise<Download | null>;
  /** Forgets the finished download of a model that was deleted. */
  forget(model: string): void;
  /** Pauses running downloads before the process ends. */
  close(): Promise<void>;
};

/** A running or waiting download. */
type Job = {
  stored: StoredDownload;
  step: Download["step"];
  provider: LLMProvider;
  speed: Speed;
  stop: AbortController;
  savedAt: number;
  ended: PromiseWithResolvers<void>;
};

const mostAtOnce = 2;
const saveEveryMs = 1_000;
const tellEveryMs = 1_000;
const showEndedMs = 24 * 60 * 60_000;

/** `onChange`: called when the list changes, and once a second while a model is downloading. */
export function createDownloads(deps: ProviderDeps, onChange: () => void): Downloads {
  const { db } = deps;
  const jobs = new Map<string, Job>();
  let isClosed = false;
  let telling: Timer | undefined;
  try {
    forgetEndedDownloads(db, Date.now() - showEndedMs);
  } catch (error) {
    logger.error("ended downloads not deleted", { error }); // a full disk must not keep Blossom from starting
  }

  function startNext() {
    for (const job of jobs.values()) {
      const running = [...jobs.values()].filter(({ step }) => step !== "waiting").length;
      if (running >= mostAtOnce || isClosed) return;
      if (job.step === "waiting") void run(job);
    }
  }

  async function run(job: Job) {
    const { stored, provider, stop } = job;
    job.step = "starting";
    onChange();
    try {
      await removeDamaged(job);
      for await (const progress of provider.store!.pull(stored.model, stop.signal)) note(job, progress);
      await refreshList(job);
      end(job, { state: "done", fraction: 1, completedBytes: stored.totalBytes ?? stored.completedBytes });
    } catch (error) {
      if (stop.signal.aborted) return end(job, { state: stop.signal.reason === paused ? "paused" : "cancelled" });
      const apiError = toApiError(error);
      if (apiError.code === "internal") logger.error("download failed", { model: stored.model, error });
      end(job, { state: "failed", error: apiError });
    }
  }

  /** Ollama keeps the file that it has, so a damaged one is removed first. */
  async function removeDamaged({ stored: { model }, provider }: Job) {
    if (!provider.knowledge.get(model)?.damaged) return;
    await provider.store!.remove(model).catch((error: unknown) => {
      if (!(error instanceof LLMError) || error.code !== "model_not_found") throw error; // removed by an earlier try
    });
  }

  /** Refreshes the list before reporting "done", and accepts the new digest: the user asked for this file. */
  async function refreshList({ stored, provider, stop }: Job) {
    try {
      const models = await provider.models(stop.signal);
      const fetched = findModel(models, stored.model);
      if (fetched && provider.knowledge.chosenDigest(fetched.id)) provider.knowledge.choose(fetched.id);
    } catch (error) {
      logger[isExpected(error) ? "info" : "error"]("models not listed", { error });
    }
  }

  function note(job: Job, { step, completedBytes, totalBytes, receivedBytes, fraction }: PullProgress) {
    const { stored } = job;
    const isNewStep = job.step !== step;
    job.step = step;
    stored.updatedAt = Date.now();
    if (isNewStep) onChange();
    if (step === "starting") return; // Ollama has not counted the parts of an earlier run yet
    job.speed.note(performance.now(), receivedBytes);
    // Ollama discards incomplete parts when it restarts: the download starts over, and so does the progress bar
    const isLost = receivedBytes > 0 && fraction < stored.fraction - 0.05;
    stored.fraction = isLost ? fraction : Math.max(stored.fraction, fraction);
    Object.assign(stored, { completedBytes, totalBytes });
    if (performance.now() - job.savedAt < saveEveryMs) return;
    job.savedAt = performance.now();
    save(stored);
  }

  function end(job: Job, outcome: Partial<StoredDownload>) {
    Object.assign(job.stored, outcome, { updatedAt: Date.now() });
    save(job.stored);
    jobs.delete(job.stored.id);
    if (jobs.size === 0) clearInterval(telling);
    onChange();
    job.ended.resolve();
    startNext();
  }

  /** A full disk on Blossom's side does not fail the download. */
  function save(stored: StoredDownload) {
    try {
      saveDownload(db, stored);
    } catch (error) {
      logger.error("download not stored", { model: stored.model, error });
    }
  }

  function show(stored: StoredDownload): Download {
    const job = jobs.get(stored.id);
    const { id, model, state, completedBytes, totalBytes, fraction, error, updatedAt } = job?.stored ?? stored;
    const bytesPerSecond = job?.step === "downloading" ? job.speed.read(performance.now()) : null;
    const left = totalBytes === null ? null : totalBytes - completedBytes;
    return {
      id,
      model,
      // left behind by a process that died
      state: state === "running" && !job ? "paused" : state,
      step: job?.step ?? "starting",
      completedBytes,
      totalBytes,
      fraction,
      bytesPerSecond,
      secondsLeft: left !== null && bytesPerSecond ? left / bytesPerSecond : null,
      error,
      updatedAt,
    };
  }

  return {
    list() {
      const oldest = Date.now() - showEndedMs;
      return listDownloads(db, baseUrlOf(deps, "ollama"))
        .map(show)
        .filter(({ state, updatedAt }) => state === "running" || state === "paused" || updatedAt >= oldest);
    },

    start({ model, allowRegistry }) {
      const baseUrl = baseUrlOf(deps, "ollama");
      const provider = getProvider(deps, "ollama", baseUrl);
      if (provider instanceof AppError) throw provider;
      const before = listDownloads(db, baseUrl).find((each) => isSameModel(each.model, model));
      if (before && jobs.has(before.id)) return show(before);
      // resuming needs no second consent
      if (!before) checkSource(model, allowRegistry);
      const now = Date.now();
      const begun = {
        id: crypto.randomUUID(),
        model,
        completedBytes: 0,
        totalBytes: null,
        fraction: 0,
        createdAt: now,
      };
      if (before?.state === "done") deleteDownload(db, before.id);
      const stored: StoredDownload = {
        ...(before && before.state !== "done" ? before : begun),
        baseUrl,
        state: "running",
        error: null,
        updatedAt: now,
      };
      saveDownload(db, stored);
      const ended = Promise.withResolvers<void>();
      const stop = new AbortController();
      jobs.set(stored.id, {
        stored,
        step: "waiting",
        provider,
        speed: createSpeed(),
        stop,
        savedAt: performance.now(),
        ended,
      });
      if (jobs.size === 1) telling = setInterval(onChange, tellEveryMs);
      startNext();
      onChange();
      return show(stored);
    },

    async cancel(id) {
      const job = jobs.get(id);
      if (job) {
        job.stop.abort();
        if (job.step === "waiting") end(job, { state: "cancelled" });
        await job.ended.promise;
      }
      const stored = getDownload(db, id);
      if (!stored) return null;
      if (stored.state === "paused" || stored.state === "failed" || stored.state === "running")
        saveDownload(db, { ...stored, state: "cancelled", updatedAt: Date.now() });
      onChange();
      return show(getDownload(db, id) ?? stored);
    },

    forget(model) {
      const done = listDownloads(db, baseUrlOf(deps, "ollama")).filter(({ state }) => state === "done");
      for (const each of done) if (isSameModel(each.model, model)) deleteDownload(db, each.id);
      onChange();
    },

    async close() {
      isClosed = true;
      for (const job of jobs.values()) {
        job.stop.abort(paused);
        if (job.step === "waiting") end(job, { state: "paused" });
      }
      await Promise.all([...jobs.values()].map(({ ended }) => ended.promise));
    },
  };
}

/** The abort reason when the process ends, as opposed to the learner's Cancel. */
const paused = Symbol("paused");
