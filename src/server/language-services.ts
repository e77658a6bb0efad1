import type { Database } from "bun:sqlite";
import { join } from "node:path";
import { createKeptWords } from "./chat/kept-words.ts";
import { createWordsVersion } from "./chat/words-version.ts";
import type { Config } from "./config.ts";
import { getSettings } from "./db/settings.ts";
import { characterPartsPath } from "./dictionaries/bundled.ts";
import { createLookup } from "./dictionaries/lookup.ts";
import type { Hub } from "./events/hub.ts";
import { createDictionaryJobs } from "./installed-dictionaries/dictionary-jobs.ts";
import { createDictionaryList } from "./installed-dictionaries/dictionary-list.ts";
import { createAnalyser, startWorker } from "./languages/index.ts";
import { logger } from "./logger.ts";
import type { Contacts } from "./models/contacts.ts";
import { createComprehensions } from "./video/comprehension.ts";

type Deps = {
  db: Database;
  config: Config;
  contacts: Contacts;
  hub: Hub;
  /** The database knows no dictionary. */
  isStandIn: boolean;
  startAnalyser: typeof startWorker | undefined;
};

/** The services that know words: the dictionaries, and what reads texts with them. */
export function createLanguageServices({ db, config, contacts, hub, isStandIn, startAnalyser = startWorker }: Deps) {
  const folder = join(config.dataDir, "dictionaries");
  const onChange = () => hub.send({ type: "dictionaries" });
  const dictionaries = createDictionaryList(
    db,
    { languageDataDir: config.files.languageData, folder, isStandIn },
    () => {
      analyser.reload();
      lookup.close();
      onChange();
    },
  );
  const analyser = createAnalyser(config.files.languageData, {
    dictionaries: dictionaries.paths,
    isTaiwan: () => getSettings(db).traditionalReadings === "taiwan",
    start: (data) => startAnalyser(data, config.files.analyser),
    limitMs: config.analyserLimitMs,
    log: logger.error,
  });
  const versionOfWords = () => `${analyser.engine()} ${getSettings(db).traditionalReadings}`;
  const lookup = createLookup(dictionaries.paths, characterPartsPath(config.files.languageData));
  const dictionaryJobs = createDictionaryJobs({
    dictionaries,
    folder,
    contacts,
    jmdict: config.jmdict,
    edictPath: config.edictPath,
    importer: config.files.importer,
    onChange,
  });
  return {
    dictionaries,
    dictionaryJobs,
    analyser,
    lookup,
    keptWords: createKeptWords(versionOfWords),
    wordsVersion: createWordsVersion(versionOfWords),
    comprehensions: createComprehensions(analyser, versionOfWords),
  };
}
