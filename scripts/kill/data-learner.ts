import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Backup, DataState, ImportPreview } from "#shared/data.ts";
import { checkFiles, compare, emptyWorld, findStrays, readItems, type World } from "./worlds.ts";

export type Ask = <T>(method: string, path: string, body?: object | Uint8Array<ArrayBuffer>) => Promise<T>;
export type Job = "backup" | "export" | "check" | "import" | "restore" | "delete";
type Export = { zip: Uint8Array<ArrayBuffer>; world: World };

/** A replacement of everything that is not acknowledged yet. After a kill, there is either the old data or `target`. */
type Replacement = { target: World };

/** Leftovers of a job that was killed. They are gone when the app has started again. */
const leftover = /^(incoming|data-exports|swap\.json.*|.*\.tmp(-journal)?|.*\.new)$/;

/**
 * A learner who writes all the time, and meanwhile makes backups, exports, imports and restores. Remembers what Blossom has acknowledged, and compares it
 * with what is there after a kill.
 */
export function createDataLearner(dataDir: string, random: () => number) {
  let current: { sure: Set<string>; maybe: Set<string> } = { sure: new Set(), maybe: new Set() };
  const backups = new Map<string, World>();
  const exports: Export[] = [];
  /** What a backup would contain that is not acknowledged yet, and what a replacement has moved aside. */
  let pendingBackup: World | null = null;
  let pendingAside: World | null = null;
  let replacing: Replacement | null = null;
  /** Acknowledged while everything was replaced: they are in the new data, or in what was moved aside. */
  const floating = new Set<string>();
  let removing: string | null = null;

  const pick = <T>(all: readonly T[]): T | undefined => all[Math.floor(random() * all.length)];
  const copy = ({ sure, maybe }: World) => ({ sure: new Set(sure), maybe: new Set(maybe) });

  /** `write` is one request that stores this item. */
  async function writeItem(item: string, write: () => Promise<unknown>) {
    const world = current;
    world.maybe.add(item);
    const during = replacing;
    await write();
    if (during || replacing || world !== current) {
      current.maybe.add(item);
      floating.add(item);
    } else world.sure.add(item);
  }

  async function replace(target: World, send: () => Promise<unknown>) {
    replacing = { target };
    pendingAside = current;
    await send();
    const old = current;
    current = { sure: new Set(target.sure), maybe: new Set([...target.maybe, ...old.maybe]) };
    replacing = null;
    pendingAside = old; // until `learnBackups` knows its name
  }

  /** Notes what the backups contain that were made since. */
  function learnBackups(listed: readonly Backup[], report: (problem: string) => void) {
    for (const { id, kind } of listed) {
      if (backups.has(id)) continue;
      const world = kind === "manual" ? pendingBackup : pendingAside;
      if (!world) {
        report(`nobody asked for the backup ${id}`);
        continue;
      }
      backups.set(id, { sure: new Set(world.sure), maybe: new Set([...world.maybe, ...current.maybe]) });
      if (kind === "manual") pendingBackup = null;
      else pendingAside = null;
    }
  }

  const jobs: Record<Job, (ask: Ask, reached: (step: string) => void) => Promise<void>> = {
    async backup(ask) {
      pendingBackup = { sure: new Set(current.sure), maybe: current.maybe };
      const { id } = await ask<Backup>("POST", "/api/data/backups");
      backups.set(id, { sure: pendingBackup.sure, maybe: new Set(current.maybe) });
      pendingBackup = null;
    },
    async export(ask) {
      const world = copy(current);
      const { name } = await ask<{ name: string }>("POST", "/api/data/export");
      const zip = await ask<Uint8Array<ArrayBuffer>>("GET", `/api/data/export/${name}`);
      exports.push({ zip, world: { sure: world.sure, maybe: new Set(current.maybe) } });
      if (exports.length > 3) exports.shift();
    },
    /** An import that the learner looks at and does not take. */
    async check(ask) {
      const { zip } = pick(exports) ?? {};
      if (zip) await ask("POST", "/api/data/imports", zip);
    },
    async import(ask, reached) {
      const { zip, world } = pick(exports) ?? {};
      if (!zip || !world) return;
      const { id } = await ask<ImportPreview>("POST", "/api/data/imports", zip);
      reached("replacing");
      await replace(world, () => ask("POST", `/api/data/imports/${id}`));
    },
    async restore(ask, reached) {
      const { backups: listed } = await ask<DataState>("GET", "/api/data");
      const id = pick(listed)?.id;
      const world = id === undefined ? undefined : backups.get(id);
      reached("replacing");
      if (world) await replace(world, () => ask("POST", `/api/data/backups/${id}/restore`));
    },
    async delete(ask, reached) {
      reached("replacing");
      const body = { confirmation: "delete everything", backups: false };
      await replace(emptyWorld, () => ask("DELETE", "/api/data", body));
    },
  };

  return {
    writeItem,
    hasExport: () => exports.length > 0,
    async run(job: Job, ask: Ask, reached: (step: string) => void, report: (problem: string) => void) {
      await jobs[job](ask, reached);
      learnBackups((await ask<DataState>("GET", "/api/data")).backups, report);
    },
    /** Deletes a backup without pictures. Those with pictures stay: another backup may need them. */
    async removeBackup(ask: Ask) {
      const { backups: listed } = await ask<DataState>("GET", "/api/data");
      const one = pick(listed.filter(({ kind }) => kind === "manual"));
      if (!one || !backups.has(one.id)) return;
      removing = one.id;
      await ask("DELETE", `/api/data/backups/${one.id}`);
      backups.delete(one.id);
      removing = null;
    },

    /** After a start: there is exactly one of the worlds that may be there, all backups are whole, and no leftovers. */
    async check(ask: Ask, report: (problem: string) => void) {
      const { backups: listed } = await ask<DataState>("GET", "/api/data");
      learnBackups(listed, report);
      const found = readItems(join(dataDir, "blossom.db"));
      const target = replacing && {
        sure: replacing.target.sure,
        maybe: new Set([...replacing.target.maybe, ...current.maybe]),
      };
      const wrong = compare(found, current);
      const isReplaced = target !== null && wrong !== null && compare(found, target) === null;
      if (wrong !== null && !isReplaced) report(`the data: ${wrong}${target ? `; or ${compare(found, target)}` : ""}`);
      if (removing !== null && !listed.some(({ id }) => id === removing)) backups.delete(removing);

      const everywhere = new Set(found);
      for (const [id, world] of backups) {
        const backup = listed.find((each) => each.id === id);
        if (!backup) {
          report(`the backup ${id} is lost`);
          continue;
        }
        const folder = join(dataDir, "backups", id);
        const path = backup.kind === "manual" ? `${folder}.db` : join(folder, "blossom.db");
        checkFiles(path, backup.kind === "manual" ? null : folder).forEach(report);
        const items = readItems(path);
        const difference = compare(items, world);
        if (difference !== null) report(`the backup ${id}: ${difference}`);
        for (const item of items) everywhere.add(item);
      }
      for (const item of floating) if (!everywhere.has(item)) report(`${item} is lost`);
      checkFiles(join(dataDir, "blossom.db"), dataDir).forEach(report);
      for (const folder of [dataDir, join(dataDir, "backups")])
        for (const name of list(folder)) if (leftover.test(name)) report(`${join(folder, name)} was left`);

      // what was found is known from now on
      current = { sure: found, maybe: new Set() };
      [replacing, pendingAside, pendingBackup, removing] = [null, null, null, null];
      floating.clear();
      return { isReplaced };
    },

    /** Waits for the sweep after a start: each picture has a row, and nothing is half. */
    async checkSwept(report: (problem: string) => void) {
      const strays = () => findStrays(dataDir);
      for (let tries = 0; tries < 100 && strays().length > 0; tries += 1) await Bun.sleep(100);
      for (const name of strays()) report(`${name} was left`);
    },
  };
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
