import { liveFallbacks, type Resolution, resolve, resolveDestination } from "#server/models/resolve.ts";
import type { Exports } from "#server/anki/export/exports.ts";
import type { WordImports } from "#server/anki/import/word-imports.ts";
import type { AnkiNotes } from "#server/anki/connect/anki-queue.ts";
import type { HostTurns } from "#server/answers/host-turns.ts";
import type { Reanalysis } from "#server/answers/reanalyse.ts";
import type { Bin } from "#server/chat/bin.ts";
import type { KeptWords } from "#server/chat/kept-words.ts";
import type { WordsVersion } from "#server/chat/words-version.ts";
import type { ChatDeps } from "#server/chat/types.ts";
import { getSettings } from "#server/db/settings.ts";
import type { LearnerData } from "#server/data/learner-data.ts";
import type { Downloads } from "#server/downloads/downloads.ts";
import type { LevelWords } from "#server/dictionaries/level-words.ts";
import type { Lookup } from "#server/dictionaries/lookup.ts";
import type { DictionaryJobs } from "#server/installed-dictionaries/dictionary-jobs.ts";
import type { DictionaryList } from "#server/installed-dictionaries/dictionary-list.ts";
import type { Hub } from "#server/events/hub.ts";
import type { Watch } from "#server/events/watch.ts";
import type { ProviderDeps } from "#server/models/get-provider.ts";
import type { Titles } from "#server/chat/titles.ts";
import type { ModelDoctor } from "#server/model-doctor/model-doctor.ts";
import { trustsReadings } from "#server/answers/trusts-readings.ts";
import type { Generations } from "#server/generations/log.ts";
import type { Analyser } from "#server/languages/types.ts";
import type { ModelLoader } from "#server/models/model-loader.ts";
import type { SearchIndex } from "#server/search/search-index.ts";
import type { Pictures } from "#server/pictures/pictures.ts";
import type { Sweeper } from "#server/pictures/sweep.ts";
import type { Sounds } from "#server/speech/sounds.ts";
import type { Youtube } from "#server/video/youtube/youtube.ts";
import type { MomentSounds } from "#server/video/moment-sounds.ts";
import type { VideoBin } from "#server/video/purge.ts";
import type { Storage } from "#server/storage.ts";
import type { Comprehensions } from "#server/video/comprehension.ts";

/** The services that routes use. */
export type RouteDeps = ProviderDeps & {
  generations: Generations;
  hub: Hub;
  watch: Watch;
  analyser: Analyser;
  keptWords: KeptWords;
  wordsVersion: WordsVersion;
  reanalysis: Reanalysis;
  titles: Titles;
  bin: Bin;
  downloads: Downloads;
  lookup: Lookup;
  turns: HostTurns;
  dictionaries: DictionaryList;
  dictionaryJobs: DictionaryJobs;
  doctor: ModelDoctor;
  loader: ModelLoader;
  searchIndex: SearchIndex;
  pictures: Pictures;
  sweeper: Sweeper;
  sounds: Sounds;
  storage: Storage;
  videoBin: VideoBin;
  learnerData: LearnerData;
  momentSounds: MomentSounds;
  youtube: Youtube;
  comprehensions: Comprehensions;
  levelWords: LevelWords;
  ankiNotes: AnkiNotes;
  wordExports: Exports;
  wordImports: WordImports;
};

/** Adds the responder and the explanation language to the services, for one answer. */
export function toChatDeps(
  deps: RouteDeps,
  explanationLanguage: string | undefined,
  resolution: Resolution = resolve(deps),
): ChatDeps {
  const settings = getSettings(deps.db);
  const explainedIn = explanationLanguage ?? settings.explanationLanguage ?? settings.interfaceLanguage ?? "en";
  return {
    ...deps,
    responder: resolution.chat.live,
    fallbacks: () => liveFallbacks(resolution),
    findResponder: (answered) => resolveDestination(deps, answered),
    trustsReadings: (responder, language) => trustsReadings(deps.db, responder, language),
    explanationLanguage: explainedIn,
    learner: (language) => ({ language, explanationLanguage: explainedIn, level: settings.levels[language] }),
    tutor: (language) => settings.tutors[language],
    corrections: settings.corrections,
  };
}
