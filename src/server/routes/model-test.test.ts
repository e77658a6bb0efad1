import { Database } from "bun:sqlite";
import { join } from "node:path";
import { describe, expect, test } from "bun:test";
import { type TestEvent, testEventSchema } from "#shared/model-test.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { readPixels } from "#test/pixels.ts";
import { readEvents } from "#test/read-events.ts";
import { type Subject, subjects } from "#test/upstream/each-provider.ts";
import { openWithUpstream } from "#test/open-with-upstream.ts";
import type { ChatRequest, Reply, Script } from "#test/upstream/script.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";

const taskOf = ({ system, messages }: ChatRequest) =>
  /title/i.test(system) ? "title" : messages.some(({ images }) => images.length > 0) ? "picture" : "chat";
const answers: Record<string, Reply> = {
  // in pieces, with a pause before each: an answer in no time has no speed
  chat: { text: "I watched a movie with a friend.", tokensPerSecond: 300 },
  picture: { text: "さくら", tokensPerSecond: 300 },
  title: { text: "友達と映画", tokensPerSecond: 300 },
};
const plays =
  (changed: Partial<typeof answers> = {}): Script =>
  (request) =>
    ({ ...answers, ...changed })[taskOf(request)];

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
/** How each light ended. */
const lights = (events: readonly TestEvent[]) => events.filter(({ state }) => state !== "running");

describe.each(subjects.map((subject) => [subject.name, subject] as const))("%s", (name, subject) => {
  test("three lights: who answered, how fast, and what was said", async () => {
    await using opened = await open(subject);
    const events = await Array.fromAsync(follow(opened.app, name));
    const ends = lights(events);
    expect(ends.map(({ task, state, said }) => [task, state, said])).toEqual([
      ["chat", "passed", "I watched a movie with a friend."],
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
    // one after the other: a task is over before the next begins
    expect(events.map(({ task }) => task).filter((task, index, all) => task !== all[index - 1])).toEqual([
      "chat",
      "picture",
      "title",
    ]);
    expect(opened.upstream.loads.length).toBeLessThanOrEqual(1);
  });

  test("the picture with the word arrives as every picture does for this model", async () => {
    await using opened = await open(subject);
    await Array.fromAsync(follow(opened.app, name));
    const [base64 = ""] = opened.picturesAsked().flat();
    const { width, height, at } = await readPixels(base64);
    expect([width, height]).toEqual(name === "ollama" ? [896, 896] : [448, 224]);
    const dark = Array.from({ length: width }, (_, x) => at(x, Math.floor(height / 2))).filter(
      ([red]) => red < 100,
    ).length;
    expect(dark / width).toBeGreaterThan(0.02); // strokes of letters
    expect(dark / width).toBeLessThan(0.5);
  });

  test("a model that is known to see nothing is not asked to", async () => {
    await using opened = await open(subject, { capabilities: ["completion"] });
    const ends = lights(await Array.fromAsync(follow(opened.app, name)));
    expect(ends.map(({ task, state }) => [task, state])).toEqual([
      ["chat", "passed"],
      ["picture", "skipped"],
      ["title", "passed"],
    ]);
    expect(opened.picturesAsked()).toEqual([[], []]);
  });

  test("forgets what an earlier refusal taught, so a server that was changed passes", async () => {
    const error = "Multimodal data provided, but model does not support multimodal requests.";
    await using opened = await open(subject, { script: plays({ picture: { status: 400, error } }) });
    const picture = async () => lights(await Array.fromAsync(follow(opened.app, name)))[1];
    expect(await picture()).toMatchObject({ state: "failed", error: { code: "unsupported" } });
    opened.upstream.script = plays();
    expect(await picture()).toMatchObject({ state: "passed" });
  });

  test("a light that fails says why, exactly, and the next is tried all the same", async () => {
    await using opened = await open(subject, {
      script: plays({ chat: { status: 500, error: "the disk is on fire" } }),
    });
    const [chat, picture] = lights(await Array.fromAsync(follow(opened.app, name)));
    expect(chat).toMatchObject({
      task: "chat",
      state: "failed",
      error: { code: "server", message: "the disk is on fire" },
    });
    expect(picture?.state).toBe("passed");
  });
});

test("fails the picture's light alone where the computer has no image library", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: plays() });
  const provider = { type: "ollama", url: upstream.url } as const;
  await using app = await openApp({ provider, drawProcess: "test/pictures/without-sharp.ts" });
  const ends = lights(await Array.fromAsync(follow(app, "ollama")));
  expect(ends.map(({ task, state, error }) => [task, state, error?.code])).toEqual([
    ["chat", "passed", undefined],
    ["picture", "failed", "pictures_unavailable"],
    ["title", "passed", undefined],
  ]);
});

test("a model that answers without having seen the word is said to be blind, with what it said", async () => {
  await using opened = await open(ollama, { script: plays({ picture: { text: "I cannot see any picture." } }) });
  const [, picture] = lights(await Array.fromAsync(follow(opened.app, "ollama")));
  expect(picture).toMatchObject({ state: "unread", said: "I cannot see any picture." });
});

test("nothing listens: three red lights, and the stream ends", async () => {
  await using opened = await open(ollama);
  await opened.upstream.close();
  const ends = lights(await Array.fromAsync(follow(opened.app, "ollama")));
  expect(ends.map(({ state, error }) => [state, error?.code])).toEqual(Array(3).fill(["failed", "connect"]));
});

test("a provider without a key says so, for each light", async () => {
  await using app = await openApp();
  const ends = lights(await Array.fromAsync(follow(app, "anthropic")));
  expect(ends.map(({ state, error }) => [state, error?.code])).toEqual(Array(3).fill(["failed", "no_key"]));
});

test("a provider that is not the active one is tested at its own address, and stays inactive", async () => {
  await using opened = await open(ollama);
  await opened.app.json("PUT", "/api/llm/settings", {
    provider: "openai-compatible",
    baseUrl: "http://127.0.0.1:1/v1",
    chatModel: "x",
  });
  const ends = lights(await Array.fromAsync(follow(opened.app, "ollama")));
  expect(ends.map(({ state }) => state)).toEqual(["passed", "passed", "passed"]);
  expect(await opened.app.json("GET", "/api/llm/settings")).toMatchObject({ provider: "openai-compatible" });
});

test("the test waits for an answer of the same server, and says that it does", async () => {
  const gate = Promise.withResolvers<void>();
  await using opened = await open(ollama, {
    parallel: 4,
    script: (request) =>
      request.lastText === "hello" ? { text: "はい", ready: gate.promise } : answers[taskOf(request)],
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
  expect(lights(events).map(({ state }) => state)).toEqual(["passed", "passed", "passed"]);
});

test("one test of a provider at a time; leaving ends it at once, and then another may begin", async () => {
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
  expect(lights(await Array.fromAsync(follow(opened.app, "ollama"))).map(({ state }) => state)).toEqual([
    "passed",
    "passed",
    "passed",
  ]);
});

test("nothing of a test is kept: no generation, no event", async () => {
  await using opened = await open(ollama);
  await Array.fromAsync(follow(opened.app, "ollama"));
  using db = new Database(join(opened.app.dataDir, "blossom.db"), { readonly: true });
  expect(
    db.query("SELECT (SELECT count(*) FROM generations) + (SELECT count(*) FROM generation_events) AS n").get(),
  ).toEqual({ n: 0 });
});

test("an unknown provider is bad input", async () => {
  await using app = await openApp();
  expect((await app.request("POST", "/api/llm/test", { provider: "gpt" })).status).toBe(400);
});

test("a link cannot start a test: it asks the models, so it is a POST", async () => {
  await using opened = await open(ollama);
  expect((await opened.app.request("GET", "/api/llm/test?provider=ollama")).status).toBe(404);
  expect(opened.asked()).toEqual([]);
});
