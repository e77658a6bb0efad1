import fs from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { parseJson } from "#shared/parse-json.ts";
import { logger } from "#server/logger.ts";
import { databaseName } from "./names.ts";

/**
 * `old`: the names that are moved from the data folder to `aside`. `fresh`: those that come from `incoming`. Paths are relative to the data folder.
 */
const swapSchema = z.object({
  old: z.array(z.string()),
  fresh: z.array(z.string()),
  incoming: z.string(),
  aside: z.string(),
});
type Swap = z.infer<typeof swapSchema>;
const planName = "swap.json";

/**
 * Decides that these names of the data folder are replaced by those in `incoming`; a name that is not there is only moved aside.
 * `openAfterSwap` does it, also after a crash: from here on the swap happens, before here it does not.
 */
export function planSwap(
  dataDir: string,
  names: readonly string[],
  { incoming, aside }: Pick<Swap, "incoming" | "aside">,
) {
  const isIn = (folder: string) => (name: string) => fs.existsSync(join(dataDir, folder, name));
  const swap: Swap = { old: names.filter(isIn(".")), fresh: names.filter(isIn(incoming)), incoming, aside };
  fs.mkdirSync(join(dataDir, aside), { recursive: true, mode: 0o700 });
  const path = join(dataDir, planName);
  fs.writeFileSync(`${path}.tmp`, JSON.stringify(swap), { mode: 0o600, flush: true });
  fs.renameSync(`${path}.tmp`, path);
  flushFolder(dataDir);
}

/**
 * Makes the planned swap, if there is one, and opens what is there. If the new files cannot be opened, the old ones are put back. Without a
 * plan it only opens.
 */
export function openAfterSwap<T>(dataDir: string, open: () => T): T {
  const swap = readPlan(dataDir);
  if (!swap) return open();
  makeSwap(dataDir, swap);
  try {
    const opened = open();
    forgetPlan(dataDir);
    return opened;
  } catch (error) {
    logger.error("the new data cannot be opened; the old data is put back", { error });
    undoSwap(dataDir, swap);
    forgetPlan(dataDir);
    return open();
  }
}

function readPlan(dataDir: string): Swap | null {
  fs.rmSync(join(dataDir, `${planName}.tmp`), { force: true }); // the process died while it decided
  const text = fs.existsSync(join(dataDir, planName)) ? fs.readFileSync(join(dataDir, planName), "utf8") : null;
  return text === null ? null : (swapSchema.safeParse(parseJson(text)).data ?? null);
}

/** On the disk before anything in `aside` is deleted: a plan that came back would move the new files there. */
function forgetPlan(dataDir: string) {
  fs.rmSync(join(dataDir, planName), { force: true });
  flushFolder(dataDir);
}

/** Can be interrupted and begun again at each step: what has been moved is not there any more, and what is there is not overwritten. */
function makeSwap(dataDir: string, { old, fresh, incoming, aside }: Swap) {
  for (const name of old) move(join(dataDir, name), join(dataDir, aside, name));
  for (const name of fresh) move(join(dataDir, incoming, name), join(dataDir, name));
  for (const folder of [dataDir, join(dataDir, aside)]) flushFolder(folder);
}

/** The new files go back to where they came from, where the next start deletes them. */
function undoSwap(dataDir: string, { old, fresh, incoming, aside }: Swap) {
  for (const end of ["-wal", "-shm"]) fs.rmSync(join(dataDir, databaseName + end), { force: true }); // SQLite would write them into the old one
  for (const name of fresh) move(join(dataDir, name), join(dataDir, incoming, name));
  for (const name of old) move(join(dataDir, aside, name), join(dataDir, name));
  fs.rmSync(join(dataDir, aside), { recursive: true, force: true });
  flushFolder(dataDir);
}

function move(from: string, to: string) {
  if (!fs.existsSync(from) || fs.existsSync(to)) return;
  fs.mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  fs.renameSync(from, to);
}

/** Windows cannot open a folder; its file system keeps the order of renames. */
function flushFolder(path: string) {
  try {
    const folder = fs.openSync(path, "r");
    try {
      fs.fsyncSync(folder);
    } finally {
      fs.closeSync(folder);
    }
  } catch {}
}
