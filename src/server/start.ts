import type { Database } from "bun:sqlite";
import fs from "node:fs";
import { join } from "node:path";
import type { Config } from "./config.ts";
import { normaliseAddress } from "./llm/transport/address.ts";
import { type Core, createCore } from "./core.ts";
import { setProvider, setProviderSettings } from "./db/llm-settings.ts";
import { moveOldDatabaseAside } from "./db/old-database.ts";
import { closeDatabase, openDatabase } from "./db/open.ts";
import { type InstanceLock, lockInstance } from "./instance-lock.ts";
import { logger } from "./logger.ts";

export type Blossom = {
  url: string;
  /**
   * Closes the services and the database, lets `change` replace the files of the data folder, and creates everything again, while
   * the server keeps listening. Requests in between wait. This allows a restore without a restart.
   */
  reopen: (change: () => void | Promise<void>) => Promise<void>;
  stop: () => Promise<void>;
};

/** Starts everything in order: data folder, lock, database, core, server. Throws an Error with a one-line reason. */
export function startBlossom(given: Config, pageDir?: string, drawProcess?: string): Blossom {
  const config = { ...given, anthropicUrl: readAnthropicUrl(given) };
  makeFolder(config.dataDir);
  const lock = lockInstance(config.dataDir);
  let db: Database | undefined;
  try {
    db = openData(config);
    return startOn(db, config, lock, pageDir, drawProcess);
  } catch (error) {
    db?.close();
    lock.release();
    throw error;
  }
}

/** Normalises the address as if it were typed in Settings: `127.0.0.1:8080/v1 → http://127.0.0.1:8080`. */
function readAnthropicUrl({ anthropicUrl }: Config): string | undefined {
  try {
    return anthropicUrl && normaliseAddress(anthropicUrl, "anthropic");
  } catch (cause) {
    throw new Error(`ANTHROPIC_BASE_URL is not an address: ${anthropicUrl}`, { cause });
  }
}

function makeFolder(dataDir: string) {
  try {
    fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new Error(`The data folder ${dataDir} cannot be created. Choose another one with BLOSSOM_DIR.`, { cause });
  }
}

function openData(config: Config): Database {
  const path = join(config.dataDir, "blossom.db");
  const aside = moveOldDatabaseAside(path);
  if (aside) logger.info(`The data of an older version is kept in ${aside}. Blossom starts with an empty database.`);
  const db = openDatabase(path);
  if (config.demoUrl !== undefined) chooseDemo(db, config.demoUrl);
  return db;
}

function startOn(first: Database, config: Config, lock: InstanceLock, pageDir?: string, drawProcess?: string): Blossom {
  let db = first;
  let hosts: string[] = [];
  const create = () => createCore(config, db, { hosts: () => hosts, pageDir, drawProcess });
  let core = create();
  /** Set while the core is being replaced. */
  let next: Promise<Core> | null = null;
  const server = listen(config, async (request, self) =>
    (next === null ? core : await next).app.fetch(request, { server: self }),
  );
  // browsers leave out port 80, the default of http
  hosts = ["127.0.0.1", "localhost", "[::1]"].map((name) => (server.port === 80 ? name : `${name}:${server.port}`));

  async function exchange(change: () => void | Promise<void>): Promise<Core> {
    await core.close();
    closeDatabase(db);
    await change();
    db = openData(config);
    core = create();
    return core;
  }

  return {
    url: `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${server.port}`,
    async reopen(change) {
      next = exchange(change);
      await next;
      next = null;
    },
    async stop() {
      const drained = server.stop(); // accepts no new connections; streams still get their `end` event
      await core.close(async () => {
        await Promise.race([drained, new Promise((resolve) => setTimeout(resolve, 2_000))]);
        await server.stop(true);
      });
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
    return Bun.serve({ hostname: host, port, fetch, maxRequestBodySize: 600_000_000 });
  } catch (error) {
    const inUse = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
    if (!inUse) throw error;
    throw new Error(`Port ${port} is in use. Choose another one: PORT=${port + 1} npm start`);
  }
}

/** Selects the demo's server, which sends prepared lessons in Ollama's protocol. */
function chooseDemo(db: Database, baseUrl: string) {
  setProvider(db, "ollama", Date.now());
  setProviderSettings(db, "ollama", { baseUrl, chatModel: "gemma3:12b", titleModel: "" }, Date.now());
}
