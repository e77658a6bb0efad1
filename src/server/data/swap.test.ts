import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { expect, test } from "bun:test";
import fc from "fast-check";
import { openApp } from "#test/open-app.ts";
import { openAfterSwap, planSwap } from "./swap.ts";

const names = ["blossom.db", "blossom.db-wal", "images", "frames"];
const incoming = "incoming/new";
const aside = "backups/before";

/** A data folder with these old and new files, whose content says which they are. */
function makeFolder(old: readonly string[], fresh: readonly string[]) {
  const folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-swap-"));
  fs.mkdirSync(join(folder, incoming), { recursive: true });
  for (const name of old) fs.writeFileSync(join(folder, name), `old ${name}`);
  for (const name of fresh) fs.writeFileSync(join(folder, incoming, name), `new ${name}`);
  fs.writeFileSync(join(folder, "mine.txt"), "of the learner");
  return folder;
}
const contents = (folder: string) =>
  names.filter((name) => fs.existsSync(join(folder, name))).map((name) => fs.readFileSync(join(folder, name), "utf8"));
const said = (which: string, of: readonly string[]) =>
  names.filter((name) => of.includes(name)).map((name) => `${which} ${name}`);

const subset = fc.subarray(names);
const scenario = fc.record({
  old: subset,
  fresh: subset,
  moved: fc.nat({ max: 8 }),
  isBroken: fc.boolean(),
  isOpenedTwice: fc.boolean(),
});

test("a swap that was decided is made whole, wherever it was interrupted, and one that cannot be opened is undone whole (F46)", () => {
  fc.assert(
    fc.property(scenario, ({ old, fresh, moved, isBroken, isOpenedTwice }) => {
      const folder = makeFolder(old, fresh);
      try {
        planSwap(folder, names, { incoming, aside });
        const moves = [
          ...names.filter((name) => old.includes(name)).map((name) => [name, join(aside, name)] as const),
          ...names.filter((name) => fresh.includes(name)).map((name) => [join(incoming, name), name] as const),
        ];
        for (const [from, to] of moves.slice(0, moved)) fs.renameSync(join(folder, from), join(folder, to));
        const plan = fs.readFileSync(join(folder, "swap.json"));
        const open = () => {
          const found = contents(folder);
          if (isBroken && found.join() === said("new", fresh).join() && fresh.length > 0) throw new Error("damaged");
          return found;
        };
        const opened = openAfterSwap(folder, open);
        const isUndone = isBroken && fresh.length > 0;
        expect(opened).toEqual(isUndone ? said("old", old) : said("new", fresh));
        if (isOpenedTwice && !isUndone) {
          fs.writeFileSync(join(folder, "swap.json"), plan); // it was killed before it could forget the plan
          expect(openAfterSwap(folder, () => contents(folder))).toEqual(said("new", fresh));
        }
        expect(fs.existsSync(join(folder, "swap.json"))).toBe(false);
        if (!isUndone) expect(contents(join(folder, aside))).toEqual(said("old", old));
        expect(fs.readFileSync(join(folder, "mine.txt"), "utf8")).toBe("of the learner");
      } finally {
        fs.rmSync(folder, { recursive: true });
      }
    }),
    { numRuns: 60 },
  );
});

test("a start finishes the swap, and a database that cannot be opened leaves the old data (F47)", async () => {
  const folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-swap-"));
  const start = async (theme?: string) => {
    await using app = await openApp({ dataDir: folder });
    if (theme) await app.json("PUT", "/api/settings", { theme });
    return (await app.json<{ theme: string }>("GET", "/api/settings")).theme;
  };
  await start("dark");
  const dark = fs.readFileSync(join(folder, "blossom.db"));
  await start("light");
  fs.mkdirSync(join(folder, incoming), { recursive: true });
  fs.writeFileSync(join(folder, incoming, "blossom.db"), dark);
  planSwap(folder, names, { incoming, aside });
  expect(await start()).toBe("dark");
  fs.mkdirSync(join(folder, incoming), { recursive: true });
  fs.writeFileSync(join(folder, incoming, "blossom.db"), "SQLite format 3\0 and nothing more");
  planSwap(folder, names, { incoming, aside: "backups/again" });
  expect(await start()).toBe("dark");
  expect(fs.existsSync(join(folder, "backups/again"))).toBe(false);
  fs.rmSync(folder, { recursive: true });
});

test("a plan that was not written whole decides nothing, and is deleted", () => {
  const folder = makeFolder(["blossom.db"], ["blossom.db"]);
  fs.writeFileSync(join(folder, "swap.json.tmp"), '{"old":["blossom.db"],"fre');
  expect(openAfterSwap(folder, () => contents(folder))).toEqual(["old blossom.db"]);
  expect(fs.existsSync(join(folder, "swap.json.tmp"))).toBe(false);
  fs.rmSync(folder, { recursive: true });
});
