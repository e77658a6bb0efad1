import { Database } from "bun:sqlite";
import { join } from "node:path";
import { describe, expect, test } from "bun:test";
import { type TestEvent, testEventSchema } from "#shared/model-test.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { readPixels } from "#test/pixels.ts";
import { readEvents } from "#test/read-events.ts";
import { type Subject, subjects } from "#test/upstream/each-provider.ts";
import { openWithUpstream } from "#test/open-with-upstream.ts";
import { readAsked } from "#test/upstream/lessons/asked.ts";
import { answerFor } from "#test/upstream/lessons/index.ts";
import type { ChatRequest, Reply } from "#test/upstream/script.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";
import { taskOf as readTask } from "#test/upstream/task-of.ts";

const taskOf = ({ system, messages }: ChatRequest) =>
  /title/i.test(system) ? "title" : messages.some(({ images }) => images.length > 0) ? "picture" : "chat";
const answers: Record<string, Reply> = {
  // paced, because an answer that takes no time has no speed
  chat: { text: "友達と何の映画を見ましたか。", tokensPerSecond: 300 },
  picture: { text: "さくら", tokensPerSecond: 300 },
  title: { text: "友達と映画", tokensPerSecond: 300 },
};
const plays =
  (changed: Partial<typeof answers> = {}) =>
  (request: ChatRequest): Reply | undefined =>
    !changed.chat && readAsked(request)?.task === "explain"
      ? { ...answerFor(request), tokensPerSecond: 300 }
      : { ...answers, ...changed }[taskOf(request)];

const open = (subject: Subject, options: Parameters<typeof openWithUpstream>[1] = {}) =>
  openWithUpstream(subject, { script: plays(), ...options });
const [ollama] = subjects;

async function* follow(app: OpenApp, provider: string, signal?: AbortSignal): AsyncGenerator<TestEvent> {
  const response = await fetch(`${app.url}/api/llm/test`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ provider }),
    ...(signal && { signal }),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  let isDone = false;
  for await (const { data } of readEvents(response)) {
    isDone = data === "[DONE]";
    if (!isDone) yield testEventSchema.parse(JSON.parse(data));
  }
  expect(isDone).toBe(true);
}
/** The last event of each task. */
const results = (events: readonly TestEvent[]) => events.filter(({ state }) => state !== "running");

describe.each(subjects.map((subject) => [subject.name, subject] as const))("%s", (name, subject) => {
  test("reports the responder, speed and text for each of three tasks", async () => {
    await using opened = await open(subject);
    const events = await Array.fromAsync(follow(opened.app, name));
    const ends = results(events);
    expect(ends.map(({ task, state, said }) => [task, state, said])).toEqual([
      ["chat", "passed", "友達と何の映画を見ましたか。"],
      ["picture", "passed", "さくら"],
      ["title", "passed", "友達と映画"],
    ]);
    for (const end of ends) {
      expect(end.responder).toMatchObject({
        provider: name,
        model: subject.model,
        host: new URL(opened.upstream.url).host,
      });
      expect(end.firstTokenMs).toBeGreaterThanOrEqual(0);
      expect(end.totalMs).toBeGreaterThanOrEqual(end.firstTokenMs!);
    }
    expect(ends[0]?.tokensPerSecond).toBeGreaterThan(0);
    // sequential: each task ends before the next begins
    expect(events.map(({ task }) => task).filter((task, index, all) => task !== all[index - 1])).toEqual([
      "chat",
      "picture",
      "title",
    ]);
    expect(opened.upstream.loads.length).toBeLessThanOrEqual(1);
  });

  test("sends the test picture in the size that this model reads best", async () => {
    await using opened = await open(subject);
    await Array.fromAsync(follow(opened.app, name));
    const [base64 = ""] = opened.picturesAsked().flat();
    const { width, height, at } = await readPixels(base64);
    expect([width, height]).toEqual(name === "ollama" ? [896, 896] : [448, 224]);
    const dark = Array.from({ length: width }, (_, x) => at(x, Math.floor(height / 2))).filter(
      ([red]) => red < 100,
    ).length;
    expect(dark / width).toBeGreaterThan(0.02); // the strokes of the letters
    expect(dark / width).toBeLessThan(0.5);
  });

  test("skips the picture task for a model known to lack vision", async () => {
    await using opened = await open(subject, { capabilities: ["completion"] });
    const ends = results(await Array.fromAsync(follow(opened.app, name)));
    expect(ends.map(({ task, state }) => [task, state])).toEqual([
      ["chat", "passed"],
      ["picture", "skipped"],
      ["title", "passed"],
    ]);
    expect(opened.picturesAsked()).toEqual([[], [], []]); // a reply, an explanation, a title
  });

  test("forgets what an earlier refusal taught, so a server that has changed passes", async () => {
    const error = "Multimodal data provided, but model does not support multimodal requests.";
    await using opened = await open(subject, { script: plays({ picture: { status: 400, error } }) });
    const picture = async () => results(await Array.fromAsync(follow(opened.app, name)))[1];
    expect(await picture()).toMatchObject({ state: "failed", error: { code: "unsupported" } });
    opened.upstream.script = plays();
    expect(await picture()).toMatchObject({ state: "passed" });
  });

  test("reports the exact error of a failed task and runs the next one", async () => {
    await using opened = await open(subject, {
      script: plays({ chat: { status: 500, error: "the disk is on fire" } }),
    });
    const [chat, picture] = results(await Array.fromAsync(follow(opened.app, name)));
    expect(chat).toMatchObject({
      task: "chat",
      state: "failed",
      error: { code: "server", message: "the disk is on fire" },
    });
    expect(picture?.state).toBe("passed");
  });
});

test("fails only the picture task when the computer has no image library", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: plays() });
  const provider = { type: "ollama", url: upstream.url } as const;
  await using app = await openApp({ provider, drawProcess: "test/pictures/without-sharp.ts" });
  const ends = results(await Array.fromAsync(follow(app, "ollama")));
  expect(ends.map(({ task, state, error }) => [task, state, error?.code])).toEqual([
    ["chat", "passed", undefined],
    ["picture", "failed", "pictures_unavailable"],
    ["title", "passed", undefined],
  ]);
});

test("sends the app's own prompts for a reply, an explanation and a title", async () => {
  await using opened = await open(ollama);
  await Array.fromAsync(follow(opened.app, "ollama"));
  const tasks = opened.upstream.requests.map(readTask).filter((task) => task !== undefined);
  expect(tasks).toEqual(["reply", "explain", "title"]);
});

test.each([
  [512, "failed"],
  [1_024, "passed"],
  [4_096, "passed"],
])("in a window of %d tokens, the chat task is %s", async (window, state) => {
  const models = [{ name: "smollm2", window, capabilities: ["completion"] }];
  await using upstream = await startUpstream({ protocol: "openai", flavour: "llamacpp", models, script: plays() });
  const provider = { type: "openai-compatible", url: `${upstream.url}/v1`, model: "smollm2" } as const;
  await using app = await openApp({ provider });
  const [chat] = results(await Array.fromAsync(follow(app, "openai-compatible")));
  expect(chat?.state).toBe(state as "failed");
  if (state === "failed")
    expect(chat?.error).toMatchObject({
      code: "context_overflow",
      smallWindow: { contextTokens: 512, wantedTokens: 8_192, remedy: "llamacpp" },
    });
});

test("reports `unread`, with the model's text, when the answer lacks the word in the picture", async () => {
  await using opened = await open(ollama, { script: plays({ picture: { text: "I cannot see any picture." } }) });
  const [, picture] = results(await Array.fromAsync(follow(opened.app, "ollama")));
  expect(picture).toMatchObject({ state: "unread", said: "I cannot see any picture." });
});

test("fails all three tasks and ends the stream when nothing listens", async () => {
  await using opened = await open(ollama);
  await opened.upstream.close();
  const ends = results(await Array.fromAsync(follow(opened.app, "ollama")));
  expect(ends.map(({ state, error }) => [state, error?.code])).toEqual(Array(3).fill(["failed", "connect"]));
});

test("reports no_key for each task when the provider has no key", async () => {
  await using app = await openApp();
  const ends = results(await Array.fromAsync(follow(app, "anthropic")));
  expect(ends.map(({ state, error }) => [state, error?.code])).toEqual(Array(3).fill(["failed", "no_key"]));
});

test("tests an inactive provider at its own address and leaves it inactive", async () => {
  await using opened = await open(ollama);
  await opened.app.json("PUT", "/api/llm/settings", {
    provider: "openai-compatible",
    baseUrl: "http://127.0.0.1:1/v1",
    chatModel: "x",
  });
  const ends = results(await Array.fromAsync(follow(opened.app, "ollama")));
  expect(ends.map(({ state }) => state)).toEqual(["passed", "passed", "passed"]);
  expect(await opened.app.json("GET", "/api/llm/settings")).toMatchObject({ provider: "openai-compatible" });
});

test("waits for a running answer of the same server and reports `queued` meanwhile", async () => {
  const gate = Promise.withResolvers<void>();
  await using opened = await open(ollama, {
    parallel: 4,
    script: (request) => (request.lastText === "hello" ? { text: "はい", ready: gate.promise } : plays()(request)),
  });
  const { generationId } = await opened.app.send("hello");
  await opened.upstream.waitForRequest("/api/chat");
  const events: TestEvent[] = [];
  for await (const event of follow(opened.app, "ollama")) {
    events.push(event);
    if (event.phase !== "queued") continue;
    expect(opened.upstream.requests.filter(({ path }) => path === "/api/chat")).toHaveLength(1);
    gate.resolve();
    await opened.app.events(generationId);
  }
  expect(events.some(({ phase }) => phase === "queued")).toBe(true);
  expect(results(events).map(({ state }) => state)).toEqual(["passed", "passed", "passed"]);
});

test("runs one test per provider at a time, and ends it when the client disconnects", async () => {
  await using opened = await open(ollama, { script: () => ({ text: "はい", ready: new Promise(() => {}) }) });
  const left = new AbortController();
  const first = Array.fromAsync(follow(opened.app, "ollama", left.signal)).catch(() => null);
  const request = await opened.upstream.waitForRequest("/api/chat");
  const second = await opened.app.request("POST", "/api/llm/test", { provider: "ollama" });
  expect([second.status, await second.json()]).toMatchObject([409, { error: { code: "busy" } }]);
  left.abort();
  await first;
  expect(await request.closed).toBe("client");
  opened.upstream.script = plays();
  expect(results(await Array.fromAsync(follow(opened.app, "ollama"))).map(({ state }) => state)).toEqual([
    "passed",
    "passed",
    "passed",
  ]);
});

test("stores no generation and no event of a test", async () => {
  await using opened = await open(ollama);
  await Array.fromAsync(follow(opened.app, "ollama"));
  using db = new Database(join(opened.app.dataDir, "blossom.db"), { readonly: true });
  expect(
    db.query("SELECT (SELECT count(*) FROM generations) + (SELECT count(*) FROM generation_events) AS n").get(),
  ).toEqual({ n: 0 });
});

test("answers 400 for an unknown provider", async () => {
  await using app = await openApp();
  expect((await app.request("POST", "/api/llm/test", { provider: "gpt" })).status).toBe(400);
});

test("refuses GET, so a link cannot start a test", async () => {
  await using opened = await open(ollama);
  expect((await opened.app.request("GET", "/api/llm/test?provider=ollama")).status).toBe(405);
  expect(opened.asked()).toEqual([]);
});

describe("judges the answers of the chat task", () => {
  const goodCard = (request: ChatRequest) => answerFor(request);
  test.each([
    ["a reply and a card", "友達と何の映画を見ましたか。", goodCard, { state: "passed" }],
    ["a reply in English", "Which film did you watch?", goodCard, { state: "weak", weakness: "language" }],
    ["a reply in Chinese", "你们看了什么电影？", goodCard, { state: "weak", weakness: "language" }],
    [
      "a refusal to explain",
      "何を見ましたか。",
      () => ({ text: "I cannot help with that." }),
      { state: "weak", weakness: "card" },
    ],
    [
      "a translation alone",
      "何を見ましたか。",
      () => ({ text: "0. I watched a film with a friend." }),
      { state: "weak", weakness: "card" },
    ],
    [
      "prose instead of lines",
      "何を見ましたか。",
      () => ({ text: "This sentence says that the speaker watched a film." }),
      { state: "weak", weakness: "card" },
    ],
  ] as const)("%s", async (_, reply, explain, expected) => {
    const script = (request: ChatRequest): Reply | undefined => {
      if (readAsked(request)?.task === "explain") return explain(request);
      return taskOf(request) === "chat" ? { text: reply } : answers[taskOf(request)];
    };
    await using opened = await open(ollama, { script });
    const [chat] = results(await Array.fromAsync(follow(opened.app, ollama.name)));
    expect(chat).toMatchObject({ task: "chat", ...expected });
  });
});
