import { join } from "node:path";
import type { Config } from "./config.ts";
import { readAddresses } from "./read-addresses.ts";
import { type Core, createCore, type StandIns } from "./core.ts";
import { needsUpgrade } from "./db/migrate.ts";
import { isOld } from "./db/old-database.ts";
import { openAfterSwap } from "./data/swap.ts";
import { closeDatabase } from "./db/open.ts";
import { type InstanceLock, lockInstance } from "./instance-lock.ts";
import { logger } from "./logger.ts";
import { type Data, makeFolder, openData } from "./open-data.ts";
import { browserLanguage } from "./http/browser-language.ts";
import { listen, type Server, urlOf } from "./listen.ts";
import { createRequestCount } from "./http/request-count.ts";
import { answerWhileUpgrading } from "./upgrade/answer.ts";
import { upgrade } from "./upgrade/upgrade.ts";

export type Blossom = {
  url: string;
  /**
   * Closes the services and the database, lets `change` replace the files of the data folder, and creates everything again, while
   * the server keeps listening. Requests in between wait. This allows a restore without a restart.
   */
  reopen: (change: () => void | Promise<void>) => Promise<void>;
  stop: () => Promise<void>;
};

/** The lock and the server of an upgrade that ran before the start. */
type Begun = { lock: InstanceLock; server: Server };

/** Starts everything in order: data folder, lock, database, core, server. Throws an Error with a one-line reason. */
export function startBlossom(given: Config, pageDir?: string, standIns?: StandIns, begun?: Begun): Blossom {
  const config = { ...given, ...readAddresses(given) };
  makeFolder(config.dataDir);
  const lock = begun?.lock ?? lockInstance(config.dataDir);
  let data: Data | undefined;
  try {
    data = openAfterSwap(config.dataDir, () => openData(config));
    return startOn(data, config, lock, pageDir, standIns, begun?.server);
  } catch (error) {
    data?.db.close();
    void begun?.server.stop(true);
    lock.release();
    throw error;
  }
}

/**
 * Starts Blossom. If the database needs an upgrade, the server listens first and every page says so until the upgrade is
 * finished. `onListening` gets the address as soon as a browser can open it.
 */
export async function startUpgraded(
  config: Config,
  pageDir: string | undefined,
  onListening: (url: string) => void,
): Promise<Blossom> {
  const path = join(config.dataDir, "blossom.db");
  let begun: Begun | undefined;
  if (needsUpgrade(path, config.migrations)) {
    const lock = lockInstance(config.dataDir);
    try {
      // a database of an unreleased version is moved aside instead
      if (isOld(path)) lock.release();
      else begun = { lock, server: listen(config, answerUntilUpgraded) };
    } catch (error) {
      lock.release();
      throw error;
    }
  }
  if (begun) {
    onListening(urlOf(config, begun.server));
    await upgrade(config.files.upgrade, { path, migrations: config.migrations });
  }
  const blossom = startBlossom(config, pageDir, undefined, begun);
  if (!begun) onListening(blossom.url);
  return blossom;
}

const answerUntilUpgraded = (request: Request) =>
  answerWhileUpgrading(request, browserLanguage(request.headers.get("accept-language")));

/** The pause after an attempt to open a repaired database that failed. */
const repairAgainMs = 10_000;

function startOn(
  first: Data,
  config: Config,
  lock: InstanceLock,
  pageDir?: string,
  standIns?: StandIns,
  listening?: Server,
): Blossom {
  let data = first;
  let hosts: string[] = [];
  let core: Core;
  /** False when the database was closed and could not be opened again. */
  let isOpen = true;
  let isStopping = false;
  let repairing: Timer | undefined;
  /** While the core is being replaced: fulfilled at the end. */
  let replacing: Promise<void> | null = null;
  const requests = createRequestCount();
  // first, because no core may run when the port is in use
  const answer = async (request: Request, self: Server) => {
    if (replacing) self.timeout(request, 0); // Bun would close it when it waits longer than `quietSeconds`
    while (replacing) await replacing;
    return requests.count(core.app.fetch(request, { server: self }));
  };
  const server = listening ?? listen(config, answer);
  // browsers leave out port 80, the default of http
  hosts = ["127.0.0.1", "localhost", "[::1]"].map((name) => (server.port === 80 ? name : `${name}:${server.port}`));
  try {
    core = create();
  } catch (error) {
    void server.stop(true);
    throw error;
  }
  listening?.reload({ fetch: answer });

  function create(): Core {
    return createCore(config, data.db, {
      hosts: () => hosts,
      pageDir,
      standIns,
      startedWith: data.trouble,
      onRepaired: repair,
      reopen,
    });
  }

  function repair() {
    reopen(() => {}).catch((error: unknown) => {
      if (isStopping) return;
      logger.error("database not opened again", { error });
      repairing = setTimeout(repair, repairAgainMs).unref();
    });
  }

  /** `asking`: how many of the running requests wait for this. */
  function reopen(change: () => void | Promise<void>, asking = 0): Promise<void> {
    const exchanged = Promise.resolve(replacing).then(() => exchange(change, asking));
    // requests continue, with the old core if no new one could be opened
    const ended: Promise<void> = exchanged
      .catch(() => {})
      .then(() => {
        if (replacing === ended) replacing = null;
      });
    replacing = ended;
    return exchanged;
  }

  async function exchange(change: () => void | Promise<void>, asking: number) {
    if (isStopping) throw new Error("Blossom was stopped.");
    try {
      await requests.fallTo(asking, config.drainMs);
      await close();
      await change();
    } finally {
      open(); // also after a failed change: the files may be as they were
    }
  }

  function open() {
    openAfterSwap(config.dataDir, () => {
      data = openData(config);
      try {
        core = create();
        isOpen = true;
      } catch (error) {
        data.db.close();
        throw error;
      }
    });
  }

  async function close(drain: () => Promise<void> = async () => {}) {
    if (!isOpen) return drain();
    isOpen = false;
    try {
      await core.close(drain);
    } finally {
      closeDatabase(data.db);
    }
  }

  return {
    url: urlOf(config, server),
    reopen: (change) => reopen(change),
    async stop() {
      isStopping = true;
      clearTimeout(repairing);
      const drained = server.stop(); // accepts no new connections; streams still get their `end` event
      await replacing;
      await close(async () => {
        await Promise.race([drained, new Promise((resolve) => setTimeout(resolve, 2_000))]);
        await server.stop(true);
      });
      lock.release();
    },
  };
}
