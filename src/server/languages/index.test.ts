import { afterAll, expect, setDefaultTimeout, test } from "bun:test";
import { once } from "node:events";
import type { Worker } from "node:worker_threads";
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { AnalyserHung, createAnalyser, startWorker } from "./index.ts";
import type { AnalyserResponse } from "./worker.ts";
import type { AnalyserData } from "./worker.ts";
import { languages } from "#shared/languages/index.ts";
import { learningLanguages } from "#shared/languages/types.ts";
import { dataDir } from "#test/language-data.ts";

// a dictionary loads four times here, while the machine may be busy
setDefaultTimeout(30_000);

const analyser = createAnalyser(dataDir);
afterAll(() => analyser.close());

test("answers each request in its own language", async () => {
  const texts = [
    ["ja", "日本"],
    ["zh-Hans", "北京"],
    ["zh-Hant", "臺北"],
    ["ko", "같이"],
  ] as const;
  const answers = await Promise.all(texts.map(([language, text]) => analyser.analyse(text, language)));
  expect(answers.map(([word]) => word?.reading)).toEqual(["にほん", "Běijīng", "Táiběi", "가치"]);
  const check = await analyser.check("日本", "ja", { start: 0, end: 2, reading: "にっぽん" });
  expect(check).toEqual({ verdict: "possible", state: "open", origin: "entry", candidates: ["にほん", "にっぽん"] });
});

test.each(learningLanguages)(
  "reads the sample on the button for readings as it is shown there: %s",
  async (language) => {
    const { surface, reading } = languages[language].sample;
    expect(await analyser.analyse(surface, language)).toMatchObject([{ surface, reading }]);
  },
);

test("does not block the process while a dictionary loads", async () => {
  const fresh = createAnalyser(dataDir);
  let turns = 0;
  const ticking = setInterval(() => turns++, 1);
  await fresh.analyse("日本", "ja");
  clearInterval(ticking);
  fresh.close();
  // loading takes hundreds of milliseconds; on the main thread no timer would fire
  expect(turns).toBeGreaterThan(20);
});

test("fails waiting requests when closed, and starts again with the next one", async () => {
  const fresh = createAnalyser(dataDir);
  const waiting = fresh.analyse("日本", "ja");
  fresh.close();
  await expect(waiting).rejects.toThrow("closed");
  expect(await fresh.analyse("같이", "ko")).toHaveLength(1);
  fresh.close();
});

test("rejects a request that cannot be answered and still answers the others", async () => {
  // only a programming error can send no text; it must not leave a promise pending
  const broken = analyser.analyse(undefined as unknown as string, "ja");
  const fine = analyser.analyse("日本", "ja");
  await expect(broken).rejects.toThrow();
  expect(await fine).toHaveLength(1);
});

/** An analyser with the workers that it started. */
function watched(options: { idleMs?: number } = {}) {
  const workers: Worker[] = [];
  const start = (data: AnalyserData) => {
    const worker = startWorker(data);
    workers.push(worker);
    return worker;
  };
  return { workers, analyser: createAnalyser(dataDir, { ...options, start }) };
}

test("tells the waiting request when the worker dies, and starts a new worker for the next one", async () => {
  const { workers, analyser: dying } = watched();
  expect(await dying.analyse("같이", "ko")).toHaveLength(1);
  const waiting = dying.analyse("日本", "ja");
  void workers[0]?.terminate();
  await expect(waiting).rejects.toThrow("stopped");
  expect(await dying.analyse("같이", "ko")).toHaveLength(1);
  expect(workers).toHaveLength(2);
  dying.close();
});

test("ends the idle worker and wakes it at the next request", async () => {
  const { workers, analyser: resting } = watched({ idleMs: 1 });
  await resting.analyse("같이", "ko");
  await once(workers[0]!, "exit");
  expect(await resting.analyse("같이", "ko")).toHaveLength(1);
  expect(workers).toHaveLength(2);
  resting.close();
});

test("answers a short text before a long one that was asked first", async () => {
  const answered: string[] = [];
  await analyser.analyse("", "ja"); // loads the language
  const long = analyser.analyse("昨日友達と映画を見に行きました。".repeat(12_500), "ja").then((words) => {
    answered.push("long");
    expect(words).toHaveLength(12_500 * 8);
  });
  await analyser.analyse("日本", "ja").then(() => answered.push("short"));
  await long;
  expect(answered).toEqual(["short", "long"]);
});

test("does not keep its process alive", async () => {
  const script = `import { createAnalyser } from "./src/server/languages/index.ts";
    const words = await createAnalyser("dist/data").analyse("같이", "ko"); console.log(words.length);`;
  const child = Bun.spawn([process.execPath, "-e", script], { stdout: "pipe", timeout: 20_000 });
  expect(await new Response(child.stdout).text()).toBe("1\n");
  expect(await child.exited).toBe(0);
});

/** The folder of a test, with worker scripts that fail. */
const folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-workers-"));
afterAll(() => fs.rmSync(folder, { recursive: true }));

function script(name: string, text: string): string {
  const path = join(folder, `${name}.mjs`);
  fs.writeFileSync(path, text);
  return path;
}
const silent = () =>
  script("silent", `import { parentPort } from "node:worker_threads"; parentPort.on("message", () => {});`);
const busy = () =>
  script("busy", `import { parentPort } from "node:worker_threads"; parentPort.on("message", () => { for (;;); });`);
const throwing = () => script("throwing", `throw new Error("no such module");`);

/** An analyser whose first worker runs this script, and every later one the real one. */
function failing(file: string) {
  let started = 0;
  return createAnalyser(dataDir, {
    limitMs: 5_000,
    start: (data) => startWorker(data, started++ === 0 ? file : undefined),
  });
}

test.each([
  ["throws when it starts", throwing],
  ["is not there", () => join(folder, "none.mjs")],
])("fails the question and asks a new worker the next one when the worker %s", async (_name, file) => {
  const broken = failing(file());
  await expect(broken.analyse("日本", "ja")).rejects.toThrow("stopped");
  expect(await broken.analyse("같이", "ko")).toHaveLength(1);
  broken.close();
});

test.each([
  ["never answers", silent],
  ["runs in circles", busy],
])("fails the oldest question and passes the others to a new worker when the worker %s", async (_name, file) => {
  const hung = failing(file());
  const first = hung.analyse("日本", "ja");
  first.catch(() => {});
  const second = hung.analyse("같이", "ko");
  await expect(first).rejects.toThrow(AnalyserHung);
  expect(await second).toHaveLength(1);
  expect(await hung.analyse("같이", "ko")).toHaveLength(1);
  hung.close();
});

test("says that a bundled dictionary is missing or damaged, and which languages that concerns", async () => {
  const copy = fs.mkdtempSync(join(os.tmpdir(), "blossom-data-"));
  fs.cpSync(dataDir, copy, { recursive: true });
  fs.rmSync(join(copy, "starter-ko.sqlite"));
  fs.writeFileSync(join(copy, "starter-ja.sqlite"), "no database");
  const half = createAnalyser(copy);
  expect(await half.analyse("같이", "ko")).toHaveLength(1);
  await half.analyse("日本", "ja");
  await half.analyse("北京", "zh-Hans");
  expect((["ko", "ja", "zh-Hans"] as const).map((language) => half.isIncomplete(language))).toEqual([
    true,
    true,
    false,
  ]);
  half.close();
  fs.rmSync(copy, { recursive: true });
});

test("takes the words of a long text over in small parts", async () => {
  const parts: number[] = [];
  const watched = createAnalyser(dataDir, {
    start(data) {
      const worker = startWorker(data);
      worker.on("message", ({ words = [] }: AnalyserResponse) => void parts.push(words.length));
      return worker;
    },
  });
  const words = await watched.analyse("같이 가요. ".repeat(3_000), "ko");
  expect(words).toHaveLength(6_000);
  expect(parts.reduce((sum, count) => sum + count, 0)).toBe(6_000);
  expect(Math.max(...parts)).toBeLessThan(2_000);
  watched.close();
});
