// `npm run kill:data -- --rounds 60 --seed 7`: kills the app inside backups, exports, imports, restores and deletions, and checks that there is exactly the old data or the new
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { drawPng } from "#test/pixels.ts";
import { type SpawnedApp, spawnApp } from "#test/spawn-app.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";
import { type Ask, createDataLearner, type Job } from "./kill/data-learner.ts";
import { createRandom } from "#test/random.ts";

const { values } = parseArgs({ options: { rounds: { type: "string" }, seed: { type: "string" } } });
const rounds = Number(values.rounds ?? 60);
const seed = Number(values.seed ?? Date.now() % 100_000);
const random = createRandom(seed);
const jobs: Job[] = ["import", "restore", "backup", "import", "restore", "delete", "check", "export"];
const words = 1_500;

await using upstream = await startUpstream({ protocol: "ollama", script: () => ({ text: "はい。" }) });
const dataDir = mkdtempSync(join(tmpdir(), "blossom-kill-data-"));
const learner = createDataLearner(dataDir, random);
const problems: string[] = [];
/** How many kills came inside which step, and how many of these left the new data. */
const kills = new Map<string, number>();
let replaced = 0;
let acknowledged = 0;
let slowestStartMs = 0;
/** How long each step took last, so that kills are spread over all of it. */
const lengths = new Map<string, number>();

/** The app was killed. */
class Gone extends Error {}

try {
  for (let round = 1; round <= rounds; round += 1) await play(round);
  await using app = await start();
  const report = (problem: string) => problems.push(`at the end: ${problem}`);
  await learner.check(app.ask, report);
  await learner.checkSwept(report);
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
for (const problem of problems) console.error(problem);
console.log(
  `${rounds} rounds, seed ${seed}: ${acknowledged} writes acknowledged; killed in ${[...kills].map(([step, count]) => `${step} ${count}`).join(", ")}; ` +
    `${replaced} replacements were finished by the next start; ${problems.length} lost or wrong; slowest start ${Math.round(slowestStartMs)} ms`,
);
process.exit(problems.length > 0 ? 1 : 0);

async function start() {
  const begun = performance.now();
  const app = await spawnApp({ BLOSSOM_DIR: dataDir }, "dist/server/main.js");
  slowestStartMs = Math.max(slowestStartMs, performance.now() - begun);
  const ask = createAsk(app);
  return { app, ask, [Symbol.asyncDispose]: async () => void (await app.kill("SIGTERM")) };
}

async function play(round: number) {
  const report = (problem: string) => problems.push(`round ${round}: ${problem}`);
  const { app, ask } = await start();
  if (round === 1) await fill(ask);
  else if ((await learner.check(ask, report)).isReplaced) replaced += 1;

  let isOver = false;
  const failed = (error: unknown) => {
    if (!isOver || !(error instanceof Gone)) report(String(error));
  };
  const writers = [0, 1].map(async () => {
    while (!isOver) {
      await write(ask).catch(failed);
      await Bun.sleep(random() * 20);
    }
  });
  if (!learner.hasExport()) await learner.run("export", ask, () => {}, report);
  if (random() < 0.7) await learner.run("backup", ask, () => {}, report);
  if (random() < 0.3) await learner.removeBackup(ask);

  const job = jobs[round % jobs.length]!;
  // half of the kills come in the part that replaces everything
  const isLate = random() < 0.5 && ["import", "restore"].includes(job);
  let step: string = job;
  let began = performance.now();
  const inLate = Promise.withResolvers<void>();
  const running = learner
    .run(
      job,
      ask,
      () => {
        lengths.set(step, performance.now() - began);
        step = `${job} (replacing)`;
        began = performance.now();
        inLate.resolve();
      },
      report,
    )
    .then(() => lengths.set(step, performance.now() - began))
    .catch(failed);
  if (isLate) await Promise.race([inLate.promise, running]);
  await Bun.sleep(random() * (lengths.get(step) ?? 200) * 1.1);
  kills.set(step, (kills.get(step) ?? 0) + 1);
  isOver = true;
  await app.kill("SIGKILL");
  await Promise.all([running, ...writers]);
}

/** Something that takes a while to copy. */
async function fill(ask: Ask) {
  await ask("PUT", "/api/llm/settings", {
    provider: "ollama",
    baseUrl: upstream.url,
    chatModel: "gemma3:12b",
    titleModel: "",
  });
  for (let at = 0; at < words; at += 50) await Promise.all(Array.from({ length: 50 }, () => writeWord(ask)));
  for (let at = 0; at < 12; at += 1) await writePicture(ask);
}

function write(ask: Ask): Promise<void> {
  return random() < 0.1 ? writePicture(ask) : writeWord(ask);
}

async function writeWord(ask: Ask) {
  const lemma = `낱말${random().toString(36).slice(2)}`;
  await learner.writeItem(lemma, () =>
    ask("POST", "/api/words", { language: "ko", lemma, reading: "", meaning: "a word" }),
  );
  acknowledged += 1;
}

async function writePicture(ask: Ask) {
  const text = `그림${random().toString(36).slice(2)}`;
  const png = await drawPng(80, 80, () => [0, 0, 0].map(() => Math.floor(random() * 256)) as [number, number, number]);
  const images = [Buffer.from(png).toString("base64")];
  await learner.writeItem(text, () => ask("POST", "/api/chat", { text, images }));
  acknowledged += 1;
}

function createAsk({ url }: SpawnedApp): Ask {
  return async <T>(method: string, path: string, body?: object | Uint8Array<ArrayBuffer>) => {
    const isFile = body instanceof Uint8Array;
    const headers = {
      "content-type": isFile ? "application/octet-stream" : "application/json",
      prefer: "respond-async",
    };
    const response = await fetch(`${url}${path}`, {
      method,
      headers,
      ...(body && { body: isFile ? body : JSON.stringify(body) }),
    }).catch((error: unknown) => {
      throw new Gone(String(error));
    });
    if (!response.ok) throw new Error(`${response.status} ${method} ${path}: ${await response.text()}`);
    const isZip = response.headers.get("content-type") === "application/zip";
    const read = isZip ? response.arrayBuffer().then((bytes) => new Uint8Array(bytes)) : response.json();
    return (await read.catch((error: unknown) => {
      throw new Gone(String(error));
    })) as T;
  };
}
