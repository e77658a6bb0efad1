import { describe, expect, test } from "bun:test";
import type { Status } from "#shared/status.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { openWithOllama } from "#test/open-with-upstream.ts";
import { readEvents } from "#test/read-events.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";

const read = (app: OpenApp) => app.json<Status>("GET", "/api/status");

/** Asks as a page does whose answer may be new: again and again, until the responder has this state. */
async function until(app: OpenApp, state: Status["responder"]["state"]): Promise<Status> {
  for (;;) {
    const status = await read(app);
    if (status.responder.state === state) return status;
  }
}

/** Reads `/api/events` as a browser does, and waits for the next change of the models. */
async function listen(app: OpenApp) {
  const leaving = new AbortController();
  const response = await fetch(`${app.url}/api/events`, { signal: leaving.signal });
  const events = readEvents(response);
  return {
    async change() {
      for (;;) {
        const { value, done } = await events.next();
        if (done || JSON.parse(value.data).type === "models") return;
      }
    },
    [Symbol.dispose]: () => leaving.abort(),
  };
}

// at once: most of their time is the three seconds after which a silent server counts as hanging
describe("the state of a server", () => {
  test.concurrent(
    "is `timeout` three seconds after it hangs, however often it is asked for, and `ready` once it goes on",
    async () => {
      await using opened = await openWithOllama({});
      const { app, upstream } = opened;
      upstream.isHalted = true;
      expect((await until(app, "timeout")).ollamaAvailable).toBe(false);
      // a new probe is under way, and the last result stands until it has one
      for (let i = 0; i < 5; i += 1) expect((await read(app)).ollamaAvailable).toBe(false);
      upstream.isHalted = false;
      expect((await until(app, "ready")).ollamaAvailable).toBe(true);
    },
  );

  test.concurrent(
    "is announced to an open page when a server hangs and when it responds again",
    async () => {
      await using opened = await openWithOllama({});
      const { app, upstream } = opened;
      upstream.isHalted = true;
      using page = await listen(app);
      await read(app);
      await page.change();
      expect((await read(app)).responder.state).toBe("timeout");
      upstream.isHalted = false;
      await page.change();
      expect((await read(app)).responder.state).toBe("ready");
    },
    60_000,
  ); // two pauses of five seconds and a probe of three

  test.concurrent("is checked again automatically in Settings after a timeout", async () => {
    await using opened = await openWithOllama({});
    const { app, upstream } = opened;
    const check = () => app.json<{ error?: { code: string } }>("POST", "/api/llm/ollama/status", { url: upstream.url });
    upstream.isHalted = true;
    using page = await listen(app);
    expect((await check()).error?.code).toBe("timeout");
    upstream.isHalted = false;
    await page.change();
    expect((await check()).error).toBeUndefined();
  });

  test.concurrent("is asked for again as soon as an answer breaks off", async () => {
    await using opened = await openWithOllama({ script: { text: "猫です。犬です。", silentAfter: 2 } });
    const { app, upstream } = opened;
    await until(app, "ready");
    const { generationId } = await app.send("hello");
    for await (const { event } of app.follow(generationId)) if (event.type === "text") break;
    using page = await listen(app);
    await upstream.close();
    await app.events(generationId);
    await page.change();
    await until(app, "connect");
  });

  test.concurrent("is that the model is missing as soon as an answer finds it missing", async () => {
    await using opened = await openWithOllama({ models: ["gemma3:12b", "qwen3:8b"] });
    const { app, upstream } = opened;
    await app.json("GET", "/api/llm/models?provider=ollama");
    await until(app, "ready");
    upstream.models = [{ name: "qwen3:8b" }];
    const { generationId } = await app.send("hello");
    await app.events(generationId);
    await until(app, "model_not_found");
  });
});

describe("the state of Anthropic's API", () => {
  const chats = ["/v1/messages"];
  const open = async (key: string) => {
    const upstream = await startUpstream({ protocol: "anthropic" });
    const app = await openApp({ environment: { ANTHROPIC_BASE_URL: upstream.url, ANTHROPIC_API_KEY: key } });
    return {
      app,
      upstream,
      choose: () => app.json("PUT", "/api/llm/settings", { provider: "anthropic" }),
      async [Symbol.asyncDispose]() {
        await app[Symbol.asyncDispose]();
        await upstream.close();
      },
    };
  };

  test("is not asked for before the learner has chosen it", async () => {
    await using opened = await open("test-key");
    const { choices, anthropicConfigured } = await read(opened.app);
    expect(choices.map(({ provider, state }) => [provider, state])).toEqual([["anthropic", "unknown"]]);
    expect(anthropicConfigured).toBe(true);
    expect(opened.upstream.requests).toEqual([]);
  });

  test("is `ready` only after it has answered with its list, without asking a model", async () => {
    await using opened = await open("test-key");
    await opened.choose();
    await until(opened.app, "ready");
    expect(opened.upstream.requests.map(({ path }) => path)).toContain("/v1/models");
    expect(opened.upstream.requests.filter(({ path }) => chats.includes(path))).toEqual([]);
  });

  test("is `auth` when it does not accept the key", async () => {
    await using opened = await open("another-key");
    await opened.choose();
    await until(opened.app, "auth");
  });

  test("is asked for again with a new key", async () => {
    await using upstream = await startUpstream({ protocol: "anthropic" });
    await using app = await openApp({ environment: { ANTHROPIC_BASE_URL: upstream.url } });
    await app.json("PUT", "/api/llm/settings", { provider: "anthropic" });
    const save = (key: string) => app.json("PUT", "/api/llm/keys", { provider: "anthropic", key });
    expect((await read(app)).responder.state).toBe("no_key");
    await save("a-wrong-key");
    await until(app, "auth");
    await save("test-key");
    await until(app, "ready");
  });

  for (const [what, path, state] of [
    ["a path that is not there", "/nothing", "wrong_endpoint"],
    ["a port where nothing listens", null, "connect"],
  ] as const) {
    test(`is \`${state}\` at ${what}`, async () => {
      await using upstream = await startUpstream({ protocol: "anthropic" });
      const url = path === null ? "http://127.0.0.1:9" : `${upstream.url}${path}`;
      await using app = await openApp({ environment: { ANTHROPIC_BASE_URL: url, ANTHROPIC_API_KEY: "test-key" } });
      await app.json("PUT", "/api/llm/settings", { provider: "anthropic" });
      await until(app, state);
    });
  }
});
