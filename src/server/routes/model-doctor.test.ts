import fs from "node:fs";
import { expect, test } from "bun:test";
import { languages } from "#shared/languages/index.ts";
import { type LearningLanguage, learningLanguages } from "#shared/languages/types.ts";
import type { ModelReport } from "#shared/model-report.ts";
import { readingsOf, sentencesOf } from "#server/model-doctor/cases.ts";
import { openApp, type OpenApp } from "#test/open-app.ts";
import { openWithOllama } from "#test/open-with-upstream.ts";
import { readEvents } from "#test/read-events.ts";
import { readSentences } from "#test/sentences/sentences.ts";
import { readAsked, readAskedSentence } from "#test/upstream/lessons/asked.ts";
import { answerFor } from "#test/upstream/lessons/index.ts";
import type { Manner } from "#test/upstream/lessons/manner.ts";
import type { ChatRequest, Reply, Script } from "#test/upstream/script.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";

/** The reports each time that the server says that they have changed, beginning now. */
async function* watch(app: OpenApp): AsyncGenerator<ModelReport[]> {
  const leaving = new AbortController();
  const events = readEvents(await fetch(`${app.url}/api/events`, { signal: leaving.signal }));
  try {
    for await (const { data } of events) {
      const { type } = JSON.parse(data) as { type: string };
      if (type !== "hello" && type !== "reports") continue;
      yield (await app.json<{ reports: ModelReport[] }>("GET", "/api/llm/doctor")).reports;
    }
  } finally {
    leaving.abort();
  }
}

/** The first newest report for which `is` holds. */
async function until(app: OpenApp, is: (report: ModelReport) => boolean): Promise<ModelReport> {
  for await (const [newest] of watch(app)) if (newest && is(newest)) return newest;
  throw new Error("The connection ended.");
}
/** Stops the test when it has asked this many questions. */
async function stopAfter(app: OpenApp, questions: number): Promise<ModelReport> {
  await until(app, ({ asked }) => asked >= questions);
  const { reports } = await app.json<{ reports: ModelReport[] }>("POST", "/api/llm/doctor/stop");
  return reports[0]!;
}
const untilEnd = (app: OpenApp) => until(app, ({ state }) => state !== "running");

const start = (app: OpenApp, model: string, provider = "ollama") =>
  app.json<ModelReport>("POST", "/api/llm/doctor", { provider, model });

const asModel =
  (manner: Manner) =>
  (request: ChatRequest): Reply => ({ ...answerFor(request, manner), tokensPerSecond: 10_000 });

/** Explains with the dictionary's meanings, and chooses the right readings of the cases. */
const choosing =
  (language: LearningLanguage): Script =>
  (request) => {
    const asked = readAsked(request);
    if (asked?.task !== "explain") return asModel("good")(request);
    const { sentence, words, translation } = readAskedSentence(asked.text);
    const right = [...sentencesOf(language), ...readingsOf(language)].find(({ text }) => text === sentence)?.readings;
    const lines = words.map(({ number, surface, meanings }) => {
      const reading = right?.find((each) => each.surface === surface)?.reading;
      return `${number}. ${meanings[0] ?? "a word"}${reading ? ` [${reading}]` : ""}`;
    });
    return { text: [...(translation ? ["0. A translation."] : []), ...lines].join("\n") };
  };

test("measures a good model with real sentences and keeps the report", async () => {
  await using opened = await openWithOllama({ script: asModel("good") });
  const { app, upstream } = opened;
  const { name } = upstream.models[0]!;
  expect(await start(app, name)).toMatchObject({ state: "running", asked: 0, language: "ja" });
  const report = await untilEnd(app);
  expect(report).toMatchObject({
    state: "done",
    model: name,
    provider: "ollama",
    error: null,
    secondsLeft: null,
  });
  expect(report.asked).toBe(report.total);
  expect(report.total).toBe(upstream.requests.filter(({ path }) => path === "/api/chat").length);
  const { complete, usable, language, readings, engineReadings, wordsPerSecond, firstWordMs } = report.figures;
  expect(complete.whole).toBe(20);
  expect(usable.whole).toBe(42); // choosing a reading has no form of its own
  expect(language.part).toBeGreaterThan(0.9 * language.whole);
  expect(readings.whole).toBe(engineReadings.whole);
  expect(readings.whole).toBe(17);
  expect(wordsPerSecond).toBeGreaterThan(0);
  expect(firstWordMs).toBeGreaterThan(0);
});

test("counts a useless model's answers, and keeps two models side by side after a restart", async () => {
  await using upstream = await startUpstream({
    protocol: "ollama",
    models: [{ name: "good:1b" }, { name: "useless:1b" }],
    script: (request) => asModel(request.model === "good:1b" ? "good" : "refusal")(request),
  });
  const app = await openApp({ provider: { type: "ollama", url: upstream.url, model: "good:1b" } });
  await start(app, "good:1b");
  const good = await stopAfter(app, 12);
  await start(app, "useless:1b");
  const useless = await stopAfter(app, 12);
  expect(useless.figures.complete.part).toBe(0);
  expect(useless.figures.usable.part).toBeLessThan(good.figures.usable.part / 2);
  await app.stop();
  await using again = await openApp({ dataDir: app.dataDir });
  const { reports } = await again.json<{ reports: ModelReport[] }>("GET", "/api/llm/doctor");
  expect(reports).toEqual([useless, good]);
  const { reports: left } = await again.json<{ reports: ModelReport[] }>("DELETE", `/api/llm/doctor/${useless.id}`);
  expect(left).toEqual([good]);
  expect((await again.request("DELETE", `/api/llm/doctor/${useless.id}`)).status).toBe(404);
  fs.rmSync(app.dataDir, { recursive: true, force: true });
});

test("keeps what it has measured when the learner stops it, and asks nothing more", async () => {
  const asking = Promise.withResolvers<void>();
  await using opened = await openWithOllama({
    script: (request, index) =>
      index < 5
        ? asModel("good")(request)
        : {
            pieces: (async function* () {
              asking.resolve();
              yield "1";
              await new Promise(() => {});
            })(),
          },
  });
  const { app, upstream } = opened;
  await start(app, upstream.models[0]!.name);
  const fifth = await until(app, ({ asked }) => asked === 5);
  await asking.promise;
  expect(fifth.secondsLeft).toBeGreaterThanOrEqual(0);
  const busy = await app.request("POST", "/api/llm/doctor", { provider: "ollama", model: upstream.models[0]!.name });
  expect(await busy.json()).toMatchObject({ error: { code: "busy" } });
  expect((await app.request("DELETE", `/api/llm/doctor/${fifth.id}`)).status).toBe(404);
  const { reports } = await app.json<{ reports: ModelReport[] }>("POST", "/api/llm/doctor/stop");
  expect(reports[0]).toMatchObject({ state: "stopped", asked: 5, figures: fifth.figures });
  expect(upstream.requests.filter(({ path }) => path === "/api/chat")).toHaveLength(6);
});

test("stops for the learner's answer, and asks its question again afterwards", async () => {
  const asking = Promise.withResolvers<void>();
  let isFirst = true;
  await using opened = await openWithOllama({
    parallel: 4,
    script: (request) => {
      const isCase = sentencesOf("ja").some(({ text }) => request.lastText.includes(text));
      if (!isCase || !isFirst) return asModel("good")(request);
      isFirst = false;
      return {
        pieces: (async function* () {
          asking.resolve();
          yield "0";
          await new Promise(() => {});
        })(),
      };
    },
  });
  const { app, upstream } = opened;
  await start(app, upstream.models[0]!.name);
  await asking.promise;
  const sent = await app.send("こんにちは。", { task: "reply" });
  await app.events(sent.generationId);
  const interrupted = upstream.requests.filter(({ path }) => path === "/api/chat")[0]!.body;
  await stopAfter(app, 1);
  const again = upstream.requests.filter(({ body }) => JSON.stringify(body) === JSON.stringify(interrupted));
  expect(again).toHaveLength(2);
});

test.each([
  ["a model that the server does not have", "nothing:1b", "model_not_found"],
  ["a model in a cloud without consent", "kimi-k2.6:cloud", "consent_needed"],
])("says why it cannot test %s", async (_, model, code) => {
  await using opened = await openWithOllama({
    models: [{ name: "gemma3:12b" }, { name: "kimi-k2.6:cloud", remoteHost: "https://ollama.com" }],
    script: asModel("good"),
  });
  const response = await opened.app.request("POST", "/api/llm/doctor", { provider: "ollama", model });
  if (response.ok) expect(await untilEnd(opened.app)).toMatchObject({ state: "failed", asked: 0, error: { code } });
  else expect(await response.json()).toMatchObject({ error: { code } });
});

test("counts a test that died with the process as stopped", async () => {
  const asking = Promise.withResolvers<void>();
  await using opened = await openWithOllama({
    script: () => {
      asking.resolve();
      return {
        pieces: (async function* () {
          yield "1";
          await new Promise(() => {});
        })(),
      };
    },
  });
  await start(opened.app, opened.upstream.models[0]!.name);
  await asking.promise;
  const folder = fs.mkdtempSync(`${opened.app.dataDir}-copy-`);
  // what a killed process leaves behind
  for (const name of ["blossom.db", "blossom.db-wal"])
    fs.copyFileSync(`${opened.app.dataDir}/${name}`, `${folder}/${name}`);
  await using again = await openApp({ dataDir: folder });
  const { reports } = await again.json<{ reports: ModelReport[] }>("GET", "/api/llm/doctor");
  expect(reports).toMatchObject([{ state: "stopped", asked: 0 }]);
});

test("a model's choice among readings counts once it has shown that it chooses better than the engine", async () => {
  await using opened = await openWithOllama({ script: choosing("ja") });
  const { app, upstream } = opened;
  const stateOf = async (text: string, surface: string) => {
    const sent = await app.send(text, { task: "explain", language: "ja" });
    await app.events(sent.generationId);
    const { messages } = await app.conversation(sent.conversationId!);
    return messages[1]?.answer?.cards[0]?.card.words.find((word) => word.surface === surface)?.state;
  };
  expect(await stateOf("床を雑巾で拭いた。", "床")).toBe("open");
  await start(app, upstream.models[0]!.name);
  const { figures } = await untilEnd(app);
  expect(figures.readings).toEqual({ part: 17, whole: 17 });
  expect(figures.engineReadings.part).toBeLessThan(16);
  expect(await stateOf("海の家で浮き輪を借りた。", "家")).toBe("chosen");
});

test("the readings of the cases are those of the sentences with known readings", () => {
  const known = new Map(readSentences().map((sentence) => [sentence.text, sentence]));
  for (const language of learningLanguages)
    for (const { text, readings } of [...sentencesOf(language), ...readingsOf(language)])
      for (const { surface, reading } of readings) {
        const words = known.get(text)?.words ?? [];
        const { normaliseReading } = languages[language];
        const right = [...text.matchAll(new RegExp(surface, "g"))].map(({ index }) =>
          words
            .filter(({ start, end }) => start >= index && end <= index + surface.length)
            .map((word) => normaliseReading(word.reading))
            .join(""),
        );
        expect(right).toContain(normaliseReading(reading));
      }
});
