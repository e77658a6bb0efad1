import type { Database } from "bun:sqlite";
import fs from "node:fs";
import { join } from "node:path";
import { createApp } from "./app.ts";
import { resolve } from "./models/resolve.ts";
import { createContacts } from "./models/contacts.ts";
import { createHealth } from "./models/health.ts";
import { createTitles } from "./chat/titles.ts";
import type { Config } from "./config.ts";
import { setProvider, setProviderSettings } from "./db/llm-settings.ts";
import { moveOldDatabaseAside } from "./db/old-database.ts";
import { closeDatabase, openDatabase } from "./db/open.ts";
import { createDownloads } from "./downloads/downloads.ts";
import { announceGenerations } from "./events/announce-generations.ts";
import { createHub } from "./events/hub.ts";
import { createWatch } from "./events/watch.ts";
import { createGenerations } from "./generations/log.ts";
import { reapGenerations } from "./generations/reap.ts";
import { stopAll } from "./generations/stop.ts";
import { type InstanceLock, lockInstance } from "./instance-lock.ts";
import { createAnalyser } from "./languages/index.ts";
import { createCatalog } from "./models/catalog.ts";
import { logger } from "./logger.ts";
import { createModelLoader } from "./models/model-loader.ts";
import { createDrawing } from "./pictures/drawing.ts";
import { createPictures } from "./pictures/pictures.ts";
import { openSecrets } from "./secrets.ts";

export type Blossom = { url: string; stop: () => Promise<void> };

/** Wires everything: data folder → lock → database → reap → app → listen. Throws an Error that says in one line what is wrong. */
export function startBlossom(config: Config, pageDir?: string, drawProcess?: string): Blossom {
  makeFolder(config.dataDir);
  const lock = lockInstance(config.dataDir);
  let db: Database | undefined;
  try {
    const path = join(config.dataDir, "blossom.db");
    const aside = moveOldDatabaseAside(path);
    if (aside) logger.info(`The data of an older version is kept in ${aside}. Blossom starts with an empty database.`);
    db = openDatabase(path);
    return startOn(db, config, lock, pageDir, drawProcess);
  } catch (error) {
    db?.close();
    lock.release();
    throw error;
  }
}

function makeFolder(dataDir: string) {
  try {
    fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new Error(`The data folder ${dataDir} cannot be made. Choose another one with BLOSSOM_DIR.`, { cause });
  }
}

function startOn(db: Database, config: Config, lock: InstanceLock, pageDir?: string, drawProcess?: string): Blossom {
  const generations = createGenerations(db);
  reapGenerations(generations);
  if (config.demoUrl !== undefined) chooseDemo(db, config.demoUrl);
  const analyser = createAnalyser();
  const deps = {
    db,
    config,
    secrets: openSecrets(config),
    catalog: createCatalog(db),
    health: createHealth(),
    contacts: createContacts(db),
  };
  const hub = createHub();
  const watch = createWatch(hub);
  deps.health.onChange.add(() => hub.say({ type: "models" }));
  announceGenerations(generations, hub);
  const titles = createTitles({
    generations,
    chooseResponder: () => resolve(deps).chat.live,
    onTitled: (id) => hub.say({ type: "conversation", id }),
  });
  const downloads = createDownloads(deps, () => {
    if (hub.isWatched()) hub.say({ type: "downloads", downloads: downloads.list() });
  });
  const loader = createModelLoader({ ...deps, generations });
  const drawing = createDrawing(drawProcess);
  const pictures = createPictures(config.dataDir, drawing);

  let hosts: string[] = [];
  const routeDeps = {
    ...deps,
    hub,
    watch,
    generations,
    analyser,
    titles,
    downloads,
    loader,
    pictures,
    hosts: () => hosts,
  };
  const app = createApp(pageDir === undefined ? routeDeps : { ...routeDeps, pageDir });
  const server = listen(config, (request, self) => app.fetch(request, { server: self }));
  // a browser leaves out the port that http has anyway
  hosts = ["127.0.0.1", "localhost", "[::1]"].map((name) => (server.port === 80 ? name : `${name}:${server.port}`));

  return {
    url: `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${server.port}`,
    async stop() {
      const drained = server.stop(); // accepts no more; streams end with their `end`
      loader.close();
      await stopAll(generations);
      await downloads.close();
      await titles.close();
      watch.close();
      hub.close();
      await Promise.race([drained, new Promise((resolve) => setTimeout(resolve, 2_000))]);
      await server.stop(true);
      analyser.close();
      drawing.close();
      await new Promise(setImmediate); // what was put off to a quiet moment comes first
      closeDatabase(db);
      lock.release();
    },
  };
}

function listen(
  { host, port }: Config,
  fetch: (request: Request, server: Bun.Server<unknown>) => Response | Promise<Response>,
) {
  try {
    return Bun.serve({ hostname: host, port, fetch, maxRequestBodySize: 40_000_000 });
  } catch (error) {
    const inUse = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
    if (!inUse) throw error;
    throw new Error(`Port ${port} is in use. Choose another one: PORT=${port + 1} npm start`);
  }
}

/** The demo answers from prepared lessons that speak Ollama's protocol. */
function chooseDemo(db: Database, baseUrl: string) {
  setProvider(db, "ollama", Date.now());
  setProviderSettings(db, "ollama", { baseUrl, chatModel: "gemma3:12b", titleModel: "" }, Date.now());
}
