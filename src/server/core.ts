import type { Database } from "bun:sqlite";
import { createHostTurns } from "#server/answers/host-turns.ts";
import { createReanalysis } from "./answers/reanalyse.ts";
import { createSettleSteps } from "./answers/settle-words.ts";
import { createApp } from "./app.ts";
import { createBin } from "./chat/bin.ts";
import { createTitles } from "./chat/titles.ts";
import type { StorageTrouble } from "#shared/storage.ts";
import type { Config } from "./config.ts";
import { createLearnerData, type Reopen } from "./data/learner-data.ts";
import { AppError } from "./errors.ts";
import { refuseWrites } from "./db/open.ts";
import { hasSound } from "./db/purge-moments.ts";
import { createReclaimer } from "./db/reclaim.ts";
import { getSettings } from "./db/settings.ts";
import { createDownloads } from "./downloads/downloads.ts";
import { announceGenerations } from "./events/announce-generations.ts";
import { watchMoments } from "./events/announce-moments.ts";
import { createHub } from "./events/hub.ts";
import { createWatch } from "./events/watch.ts";
import { startHousekeeping } from "./housekeeping.ts";
import { createGenerations } from "./generations/log.ts";
import { reapGenerations } from "./generations/reap.ts";
import { stopAll } from "./generations/stop.ts";
import type { startWorker } from "./languages/index.ts";
import { createLanguageServices } from "./language-services.ts";
import { createCatalog } from "./models/catalog.ts";
import { createContacts } from "./models/contacts.ts";
import { createFoundServers } from "./models/found-servers.ts";
import { createHealth } from "./models/health.ts";
import { createModelDoctor } from "./model-doctor/model-doctor.ts";
import { createModelLoader } from "./models/model-loader.ts";
import { createTraffic } from "./models/traffic.ts";
import { resolveDestination } from "./models/resolve.ts";
import { createDrawing } from "./pictures/drawing.ts";
import { createPictures } from "./pictures/pictures.ts";
import { createSweeper } from "./pictures/sweep.ts";
import { openSecrets } from "./secrets.ts";
import { createSearchIndex } from "./search/search-index.ts";
import { createSounds } from "./speech/sounds.ts";
import { keepTracks } from "./video/youtube/keep-tracks.ts";
import { createYoutube } from "./video/youtube/youtube.ts";
import { createMomentSounds } from "./video/moment-sounds.ts";
import { createVideoBin } from "./video/purge.ts";
import { createWordBin } from "./words/purge.ts";
import { createStorage } from "./storage.ts";
import { createWordServices } from "./word-services.ts";
import { announceConversation } from "#server/events/announce-conversation.ts";

/** What tests replace. */
export type StandIns = {
  /** The script of the process that draws pictures. */
  drawProcess?: string | undefined;
  /** Starts the worker of the analyser, or gives one that has loaded its languages already. */
  startAnalyser?: typeof startWorker | undefined;
};

export type CoreOptions = {
  /** The `Host` values of the server that this core answers for. */
  hosts: () => readonly string[];
  /** The built page; undefined in tests of routes. */
  pageDir?: string | undefined;
  standIns?: StandIns | undefined;
  /** The trouble with which the database was opened, if it cannot be written. */
  startedWith?: StorageTrouble | null;
  /** Called when such a database could be opened for writing. */
  onRepaired?: () => void;
  /** Replaces this core by one on other files, see start.ts. */
  reopen?: Reopen;
};

export type Core = ReturnType<typeof createCore>;

/**
 * Creates all services on one database, and the app that uses them. Everything that has state is created here, so that a server
 * can replace its core by one on another database while it keeps listening.
 */
export function createCore(config: Config, db: Database, options: CoreOptions) {
  const { hosts, pageDir, standIns = {}, startedWith = null, onRepaired = () => {}, reopen = cannotReopen } = options;
  const hub = createHub();
  const watch = createWatch(hub);
  const storage = createStorage({
    dataDir: config.dataDir,
    refuseWrites: (isOn) => refuseWrites(db, isOn),
    startedWith,
    onChange: () => hub.send({ type: "models" }),
    onRepaired,
  });
  const closing = new AbortController();
  const deps = {
    db,
    config,
    secrets: openSecrets(config),
    storage,
    catalog: createCatalog(db),
    health: createHealth(),
    traffic: createTraffic(),
    contacts: createContacts(db),
    found: createFoundServers(),
    closing: closing.signal,
  };
  // a database that cannot be written may be an empty stand-in that knows no picture and no dictionary
  const isStandIn = startedWith !== null;
  const language = createLanguageServices({ ...deps, hub, isStandIn, startAnalyser: standIns.startAnalyser });
  const { analyser, lookup, keptWords, dictionaryJobs } = language;
  const generations = createGenerations(db, createSettleSteps(db, lookup));
  reapGenerations(generations);
  generations.onFailure.add((error) => void storage.note(error));
  deps.health.onChange.add(() => hub.send({ type: "models" }));
  announceGenerations(generations, hub);
  watchMoments(generations, hub);
  const titles = createTitles({
    generations,
    findResponder: (answered) => resolveDestination(deps, answered),
    onTitled: (id) => announceConversation(db, hub, id),
    patienceMs: config.titlePatienceMs,
  });
  const downloads = createDownloads(deps, () => {
    if (!hub.isWatched()) return hub.changeUnseen("rest");
    hub.send({ type: "downloads", downloads: downloads.list() });
  });
  const loader = createModelLoader({ ...deps, generations });
  const doctor = createModelDoctor({
    ...deps,
    generations,
    analyser,
    lookup,
    onChange: () => hub.send({ type: "reports" }),
  });
  const drawing = createDrawing(standIns.drawProcess ?? config.files.drawing);
  const sweeper = createSweeper(config.dataDir, db, undefined, closing.signal);
  const pictures = createPictures(config.dataDir, drawing, (bytes) => sweeper.onStored(bytes));
  const reclaimer = createReclaimer(db, closing.signal);
  const sounds = createSounds(config.dataDir);
  const momentSounds = createMomentSounds(config.dataDir);
  const videoBin = createVideoBin({ db, reclaimer, pictures, momentSounds });
  const bin = createBin({
    db,
    reclaimer,
    pictures,
    closing: closing.signal,
    async onPurged() {
      hub.send({ type: "bin" });
      keptWords.clear();
      await sounds.clear();
    },
  });
  const isClockBelieved = () => bin.isClockBelieved();
  const wordBin = createWordBin({
    db,
    removeSounds: (ids) => momentSounds.remove(ids, (id) => hasSound(db, id)),
    isClockBelieved,
  });
  // ends work that would delay the replacement of the data, and whose result would be thrown away
  const replacing = new AbortController();
  const learnerData = createLearnerData({
    ...deps,
    reopen(change, asking) {
      replacing.abort(new AppError("starting", "The data is being replaced."));
      return reopen(change, asking);
    },
    isClockBelieved,
  });
  const searchIndex = createSearchIndex({ generations, analyser, closing: closing.signal });
  if (!isStandIn) searchIndex.start();
  const words = createWordServices({
    ...deps,
    analyser,
    lookup,
    pictures,
    sounds: momentSounds,
    folding: searchIndex.folding,
    origin: () => `http://${hosts()[0] ?? ""}`,
    hub,
    replacing: replacing.signal,
  });
  if (!isStandIn) words.start();
  const services = {
    searchIndex,
    bin,
    hub,
    watch,
    generations,
    ...language,
    reanalysis: createReanalysis(generations, analyser, closing.signal),
    turns: createHostTurns(),
    titles,
    downloads,
    doctor,
    loader,
    pictures,
    sweeper,
    sounds,
    youtube: createYoutube({
      config: config.youtube,
      library: config.files.youtubei,
      contacts: deps.contacts,
      settings: () => getSettings(db),
      kept: keepTracks(db),
    }),
    momentSounds,
    videoBin,
    learnerData,
    ...words.services,
  };
  const app = createApp({ ...deps, ...services, hosts, ...(pageDir !== undefined && { pageDir }) });
  // last: if creating the app fails, nothing may use the database afterwards
  const housekeeping = isStandIn ? null : startHousekeeping({ ...deps, ...services, wordBin, reclaimer });

  return {
    app,
    /**
     * Stops everything that runs, so that nothing is written afterwards. Open streams still get their `end` event, and `drain`
     * waits for them; they read the database, so it stays open.
     */
    async close(drain: () => Promise<void> = async () => {}) {
      closing.abort();
      storage.close();
      loader.close();
      await doctor.close();
      await stopAll(generations);
      await downloads.close();
      await dictionaryJobs.close();
      await titles.close();
      await searchIndex.close();
      await words.close();
      await housekeeping?.close();
      await learnerData.close();
      await sweeper.close();
      await reclaimer.close();
      watch.close();
      hub.close();
      await drain();
      analyser.close();
      lookup.close();
      drawing.close();
      await new Promise(setImmediate); // lets deferred work finish, such as the checkpoint
    },
  };
}

const cannotReopen: Reopen = () => Promise.reject(new Error("This core belongs to no server that can replace it."));
