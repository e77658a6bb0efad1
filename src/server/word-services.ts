import type { Config } from "./config.ts";
import { createAnkiQueue, type QueueDeps } from "./anki/connect/anki-queue.ts";
import { createExports } from "./anki/export/exports.ts";
import { createWordImports, type ImportDeps } from "./anki/import/word-imports.ts";
import { createLevelWords } from "./dictionaries/level-words.ts";
import type { Hub } from "./events/hub.ts";

type Deps = Omit<QueueDeps, "onChange" | "retryMs"> &
  Pick<ImportDeps, "folding" | "analyser"> & {
    config: Config;
    hub: Hub;
    /** Aborted when the learner's data is about to be replaced: an import would only keep that waiting. */
    replacing: AbortSignal;
  };

/** The services that bring words in from files, lists and Anki, and send them out again. */
export function createWordServices(deps: Deps) {
  const { config, hub, closing, replacing } = deps;
  const ankiNotes = createAnkiQueue({
    ...deps,
    onChange: () => hub.send({ type: "anki" }),
    retryMs: config.ankiRetryMs,
  });
  const levelWords = createLevelWords(config.files.languageData);
  const wordImports = createWordImports({
    ...deps,
    dataDir: config.dataDir,
    levelWords,
    worker: config.files.wordSource,
    onChange: () => hub.send({ type: "words", language: null, statuses: {}, ids: [] }),
    closing: AbortSignal.any([closing, replacing]),
  });
  return {
    services: { ankiNotes, levelWords, wordImports, wordExports: createExports({ ...deps, dataDir: config.dataDir }) },
    /** Continues what the last run left: takes unfinished imports back, and sends the words that wait for Anki. */
    start() {
      void wordImports.undoUnfinished();
      ankiNotes.resume();
    },
    async close() {
      await wordImports.close();
      await ankiNotes.close();
    },
  };
}
