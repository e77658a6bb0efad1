import fs from "node:fs";
import { join } from "node:path";
import type { DictionaryJob, DictionaryOffer } from "#shared/dictionaries.ts";
import type { Contacts } from "#server/models/contacts.ts";
import { edrdg } from "#server/dictionaries/formats/edrdg.ts";
import { isDiskFull } from "#server/errors.ts";
import { logger } from "#server/logger.ts";
import type { DictionaryList } from "./dictionary-list.ts";
import { download, keptPart } from "./download.ts";
import { importInThread, JobProblem } from "./import-thread.ts";

/** Installs dictionaries, one after another. A job continues when the page is closed. A stopped download keeps the loaded part. */
export type DictionaryJobs = {
  /** Running, waiting and failed jobs, in the order of their start. */
  list(): DictionaryJob[];
  offers(): DictionaryOffer[];
  /** Starts the installation of an offer, or joins the running one. */
  install(offer: DictionaryOffer["id"]): DictionaryJob;
  /** Imports a file of the data folder and deletes it afterwards. */
  importUpload(path: string, fileName: string): DictionaryJob;
  /** Stops a job, or forgets one that failed. */
  cancel(id: string): Promise<void>;
  close(): Promise<void>;
};

type Running = { shown: DictionaryJob; stop: AbortController; ended: Promise<void> };

type Options = {
  dictionaries: DictionaryList;
  folder: string;
  contacts: Contacts;
  jmdict: JmdictSource;
  edictPath: string;
  /** The script of the thread that imports. */
  importer: string;
  /** Called when a job begins, changes its step or ends, and about once a second while it makes progress. */
  onChange: () => void;
};

/** Where JMdict comes from, and how many entries a whole one has at least. */
export type JmdictSource = { url: string; atLeast: number };

const reportEveryMs = 1_000;

export function createDictionaryJobs({
  dictionaries,
  folder,
  contacts,
  jmdict,
  edictPath,
  importer,
  onChange,
}: Options): DictionaryJobs {
  const jobs = new Map<string, Running>();
  let last: Promise<unknown> = Promise.resolve();
  const jmdictFile = join(folder, "JMdict_e.gz");

  function start(id: string, name: string, host: string | null, work: (job: Running) => Promise<void>): DictionaryJob {
    const before = jobs.get(id);
    if (before?.shown.state === "running") return before.shown;
    const shown: DictionaryJob = {
      id,
      name,
      host,
      state: "running",
      step: "waiting",
      completedBytes: 0,
      totalBytes: null,
      fraction: 0,
      problem: null,
      detail: null,
    };
    const job: Running = { shown, stop: new AbortController(), ended: Promise.resolve() };
    jobs.set(id, job);
    job.ended = last.then(() => run(job, work));
    last = job.ended;
    onChange();
    return shown;
  }

  async function run(job: Running, work: (job: Running) => Promise<void>) {
    const { shown, stop } = job;
    if (stop.signal.aborted) return; // cancelled while it waited
    try {
      await work(job);
      jobs.delete(shown.id);
    } catch (error) {
      if (stop.signal.aborted) jobs.delete(shown.id);
      else fail(shown, error);
    }
    onChange();
  }

  function fail(shown: DictionaryJob, error: unknown) {
    const problem = error instanceof JobProblem ? error.code : isDiskFull(error) ? "disk_full" : "internal";
    logger.error("dictionary not installed", { name: shown.name, problem, error });
    Object.assign(shown, { state: "failed", problem, detail: error instanceof Error ? error.message : null });
  }

  /** Reports progress about once a second, and at once when a step begins. */
  function reporter({ shown }: Running, step: DictionaryJob["step"]) {
    let reportedAt = 0;
    Object.assign(shown, { step, completedBytes: 0, totalBytes: null, fraction: 0 });
    onChange();
    return (progress: Partial<Pick<DictionaryJob, "completedBytes" | "totalBytes" | "fraction">>) => {
      Object.assign(shown, progress);
      const now = performance.now();
      if (now - reportedAt < reportEveryMs) return;
      reportedAt = now;
      onChange();
    };
  }

  async function importTo(job: Running, id: string, source: string, fileName: string, atLeast?: number) {
    const target = dictionaries.newPath(id);
    const report = reporter(job, "importing");
    const info = await importInThread(
      importer,
      { id, source, fileName, target, atLeast },
      (fraction) => report({ fraction }),
      job.stop.signal,
    );
    dictionaries.add(info, target);
  }

  async function installJmdict(job: Running) {
    const { host } = new URL(jmdict.url);
    contacts.record({ host, purpose: "dictionary", relayed: false });
    const report = reporter(job, "downloading");
    await download(
      jmdict.url,
      jmdictFile,
      (completedBytes, totalBytes) =>
        report({ completedBytes, totalBytes, fraction: totalBytes ? Math.min(1, completedBytes / totalBytes) : 0 }),
      job.stop.signal,
    );
    try {
      await importTo(job, "jmdict", jmdictFile, "JMdict", jmdict.atLeast);
    } finally {
      fs.rmSync(jmdictFile, { force: true });
    }
  }

  return {
    list: () => [...jobs.values()].map(({ shown }) => ({ ...shown })),

    offers() {
      const installed = new Set(dictionaries.list().map(({ id }) => id));
      const common = { language: "ja", licence: edrdg.licence } as const;
      const { host } = new URL(jmdict.url);
      const edict = fs.statSync(edictPath, { throwIfNoEntry: false });
      const found: DictionaryOffer[] = [
        {
          ...common,
          id: "jmdict",
          name: "JMdict",
          host,
          path: null,
          bytes: 11_000_000,
          isInstalled: installed.has("jmdict"),
          keptBytes: keptPart(jmdictFile).bytes,
        },
      ];
      if (edict?.isFile())
        found.push({
          ...common,
          id: "edict",
          name: "EDICT",
          host: null,
          path: edictPath,
          bytes: edict.size,
          isInstalled: installed.has("edict"),
          keptBytes: 0,
        });
      return found;
    },

    install: (offer) =>
      offer === "jmdict"
        ? start("jmdict", "JMdict", new URL(jmdict.url).host, installJmdict)
        : start("edict", "EDICT", null, (job) => importTo(job, "edict", edictPath, "edict")),

    importUpload(path, fileName) {
      const id = crypto.randomUUID();
      const shown = start(id, fileName, null, (job) => importTo(job, `imported-${id}`, path, fileName));
      void jobs.get(id)?.ended.finally(() => fs.rmSync(path, { force: true }));
      return shown;
    },

    async cancel(id) {
      const job = jobs.get(id);
      if (!job) return;
      job.stop.abort();
      if (job.shown.step !== "waiting") await job.ended; // a waiting job begins nothing, so nobody waits for those before it
      if (jobs.get(id) === job) jobs.delete(id);
      onChange();
    },

    async close() {
      for (const { stop } of jobs.values()) stop.abort();
      await last;
    },
  };
}
