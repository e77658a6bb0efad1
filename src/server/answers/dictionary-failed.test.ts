import { afterAll, expect, test } from "bun:test";
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import type { Answer } from "#shared/answer.ts";
import { readConfig } from "#server/config.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";

const folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-analyser-"));
afterAll(() => fs.rmSync(folder, { recursive: true }));
const { files } = readConfig({});

function script(name: string, text: string) {
  const analyser = join(folder, `${name}.mjs`);
  fs.writeFileSync(analyser, text);
  return { files: { ...files, analyser }, analyserLimitMs: 300 };
}
const listens = `import { parentPort } from "node:worker_threads"; parentPort.on("message", () => `;
const faults = [
  ["throws", script("throws", `throw new Error("broken");`)],
  ["is not there", { files: { ...files, analyser: join(folder, "none.mjs") } }],
  ["never answers", script("silent", `${listens} {});`)],
  ["runs in circles", script("busy", `${listens} { for (;;); });`)],
  ["has no data", { files: { ...files, languageData: join(folder, "none") } }],
] as const;

test.each(faults)(
  "tells the learner that the dictionary was not available when the worker %s",
  async (_name, config) => {
    await using upstream = await startUpstream({ protocol: "ollama", script: { text: "0 I like cats." } });
    await using app = await openApp({ config, provider: { type: "ollama", url: upstream.url } });
    for (const language of ["ja", "ko", "zh-Hans"]) {
      const asked = { text: language === "ko" ? "고양이를 좋아해요." : "我喜欢猫。", language, explain: false };
      const response = await app.request("POST", "/api/cards", asked, { prefer: "respond-async" });
      const { generationId } = await response.json();
      const events = await app.events(generationId);
      expect(events).toContainEqual({ type: "notice", notice: { code: "dictionary_failed" } });
      expect(events.at(-1)).toMatchObject({ type: "end", outcome: "complete" });
    }
    // the model still translates, and the answer ends
    const { generationId } = await app.send("猫が好きです。犬も好きです。", { task: "explain", language: "ja" });
    const events = await app.events(generationId);
    expect(events.filter(({ type }) => type === "notice")).toEqual([
      { type: "notice", notice: { code: "dictionary_failed" } },
    ]);
    expect(events).toContainEqual(expect.objectContaining({ type: "translation", text: "I like cats." }));
    expect(events.at(-1)?.type).toBe("end");
  },
);

test("answers 503 when only the engine is asked and cannot answer", async () => {
  await using app = await openApp({ config: faults[2][1] });
  const response = await app.request("POST", "/api/analyse", { language: "ja", texts: ["猫"] });
  expect([response.status, await response.json()]).toMatchObject([503, { error: { code: "dictionary_failed" } }]);
});

test("takes the notice back when the dictionary answers later", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: { text: "0 I like cats." } });
  const dataDir = fs.mkdtempSync(join(folder, "data-"));
  const provider = { type: "ollama", url: upstream.url } as const;
  const failing = await openApp({ dataDir, config: faults[1][1], provider });
  const { generationId } = await failing.send("猫が好きです。", { task: "explain", language: "ja" });
  await failing.events(generationId);
  await failing.stop();
  await using app = await openApp({ dataDir, provider });
  // a question about the card begins with the words of this engine
  await app.request("POST", "/api/cards", { cards: [`${generationId}#0`] }, { prefer: "respond-async" });
  const { answer } = await app.json<{ answer: Answer }>("GET", `/api/generations/${generationId}`);
  expect(answer.notices).toEqual([]);
  expect(answer.cards[0]?.card.words.length).toBeGreaterThan(3);
});

test("looks the words up again, and takes the notice back, when a damaged dictionary was repaired", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: { text: "0 I like cats." } });
  const dataDir = fs.mkdtempSync(join(folder, "data-"));
  const languageData = fs.mkdtempSync(join(folder, "language-data-"));
  for (const name of fs.readdirSync(files.languageData))
    fs.symlinkSync(join(files.languageData, name), join(languageData, name));
  const provider = { type: "ollama", url: upstream.url } as const;
  const read = async (app: OpenApp, id: string) => {
    await app.request("POST", "/api/cards", { cards: [`${id}#0`] }, { prefer: "respond-async" });
    const { answer } = await app.json<{ answer: Answer }>("GET", `/api/generations/${id}`);
    const words = answer.cards[0]?.card.words ?? [];
    return { notices: answer.notices, meanings: words.flatMap((word) => word.dictionaryMeanings) };
  };
  const failing = await openApp({ dataDir, config: { files: { ...files, languageData } }, provider });
  await failing.json("GET", "/api/dictionaries"); // reads the files, so the engine has its full name
  fs.rmSync(join(languageData, "starter-ja.sqlite"));
  fs.writeFileSync(join(languageData, "starter-ja.sqlite"), "no database");
  const { generationId } = await failing.send("猫が好きです。", { task: "explain", language: "ja" });
  await failing.events(generationId);
  expect(await read(failing, generationId)).toEqual({ notices: [{ code: "dictionary_failed" }], meanings: [] });
  await failing.stop();
  await using app = await openApp({ dataDir, provider });
  const repaired = await read(app, generationId);
  expect(repaired.notices).toEqual([]);
  expect(repaired.meanings.length).toBeGreaterThan(0);
});
