import { describe, expect, test } from "bun:test";
import type { LLMSettings } from "#shared/llm-settings.ts";
import type { ModelInfo } from "#shared/model-info.ts";
import { openApp } from "#test/open-app.ts";
import { drawPng } from "#test/pixels.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";
import { requestsFor, taskOf } from "#test/upstream/task-of.ts";

type Saved = { success: true; settings: LLMSettings };
type Chat = { options: { num_ctx: number }; keep_alive?: string | number };

test("uses one context window and one keep_alive for every task of a model (37, 42)", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", loaded: [] });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  await app.json("GET", "/api/llm/models?provider=ollama");
  const update = { provider: "ollama", model: "gemma3:12b", contextTokens: 16_384, keepAlive: "1h" };
  const { settings } = await app.json<Saved>("PUT", "/api/llm/models/settings", update);
  expect(settings.modelSettings).toMatchObject([{ ...update, allowRemote: false }]);

  const { generationId, conversationId } = await app.send("猫が好きです");
  await app.events(generationId);
  await app.json("POST", `/api/conversations/${conversationId}/title`, {});
  await app.json("PUT", "/api/llm/models/settings", { provider: "ollama", model: "gemma3:12b", keepAlive: "-1" });
  const card = await app.request("POST", "/api/cards", { text: "犬です" }, { prefer: "respond-async" });
  await app.events(((await card.json()) as { generationId: string }).generationId);
  const tasks = ["reply", "correct", "title", "explain"] as const;
  const chats = tasks.map((task) => requestsFor(upstream.requests, task).map(({ body }) => body as Chat));
  expect(chats.map((bodies) => bodies[0]?.options.num_ctx)).toEqual([16_384, 16_384, 16_384, 16_384]);
  expect(chats.map((bodies) => bodies[0]?.keep_alive)).toEqual(["1h", "1h", "1h", -1]);
  expect(upstream.loads).toHaveLength(1);
});

test("sends `shift: false` and the same window with each request that can load a model, so it is loaded once (37)", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", loaded: [] });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const isDone = async ({ generationId }: { generationId: string }) => (await app.events(generationId)).at(-1);
  await app.request("POST", "/api/llm/preload", {});
  await (
    await upstream.waitForRequest("/api/chat")
  ).closed;
  await app.json("POST", "/api/llm/ollama/load", { model: "gemma3:12b" });
  const image = Buffer.from(await drawPng(80, 60, () => [255, 255, 255])).toString("base64");
  const reply = await app.send("猫が好きです。", { task: "reply" });
  await isDone(reply);
  await isDone(await app.send("犬も好きです。", { task: "explain" }));
  await isDone(await app.send("", { task: "explain", images: [image] }));
  await isDone(await app.send("What does 猫 mean?", { task: "reply" }));
  await app.json("POST", `/api/conversations/${reply.conversationId}/title`, {});
  const bodies = upstream.requests.filter(({ path }) => path === "/api/chat").map(({ body }) => body);
  expect(bodies.length).toBeGreaterThanOrEqual(8);
  for (const body of bodies) expect(body).toMatchObject({ shift: false, options: { num_ctx: 8_192 } });
  const asked = upstream.requests.map(taskOf).filter((task) => task !== undefined);
  expect([...new Set(asked)].toSorted()).toEqual(["correct", "explain", "question", "read-picture", "reply", "title"]);
  expect(upstream.loads).toHaveLength(1);
});

test("ends an unlimited keep_alive when the setting returns to the server's default", async () => {
  await using upstream = await startUpstream({ protocol: "ollama" });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const set = (keepAlive: string | null) =>
    app.json("PUT", "/api/llm/models/settings", { provider: "ollama", model: "gemma3:12b", keepAlive });
  const stays = async () => {
    const loaded = await fetch(`${upstream.url}/api/ps`);
    const { models } = (await loaded.json()) as { models: { expires_at: string }[] };
    return models.map(({ expires_at }) => expires_at.slice(0, 4) > "2300");
  };
  await set("-1");
  await app.json("POST", "/api/llm/ollama/load", { model: "gemma3:12b" });
  expect(await stays()).toEqual([true]);
  await set(null);
  const asked = await upstream.waitForRequest("/api/chat", 2);
  await asked.closed;
  expect(await stays()).toEqual([]);
  await app.json("POST", "/api/llm/ollama/load", { model: "gemma3:12b" });
  expect(await stays()).toEqual([false]);
});

test("applies a changed keep_alive to the model in memory, and loads no model for it", async () => {
  const now = Date.UTC(2026, 0);
  await using upstream = await startUpstream({ protocol: "ollama", now: () => now });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const set = async (model: string, keepAlive: string) => {
    await app.json("PUT", "/api/llm/models/settings", { provider: "ollama", model, keepAlive });
    return app.json("GET", "/api/llm/models?provider=ollama");
  };
  const minutesLeft = async () => {
    const loaded = await fetch(`${upstream.url}/api/ps`);
    const { models } = (await loaded.json()) as { models: { expires_at: string }[] };
    return models.map(({ expires_at }) => Math.round((Date.parse(expires_at) - now) / 60_000));
  };
  await set("gemma3:12b", "1h");
  await app.json("POST", "/api/llm/ollama/load", { model: "gemma3:12b" });
  expect(await minutesLeft()).toEqual([60]);
  const before = upstream.requests.filter(({ path }) => path === "/api/chat").length;
  await set("qwen3:8b", "30m");
  await set("gemma3:12b", "30m");
  await (
    await upstream.waitForRequest("/api/chat", before + 1)
  ).closed;
  expect(await minutesLeft()).toEqual([30]);
  await set("gemma3:12b", "0");
  await (
    await upstream.waitForRequest("/api/chat", before + 2)
  ).closed;
  expect(await minutesLeft()).toEqual([]);
  expect(upstream.loads).toHaveLength(1);
});

test("uses one context window for two spellings of a model's name (37)", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", models: ["mine:latest"] });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url, model: "mine" } });
  await app.json("PUT", "/api/llm/settings", { titleModel: "Mine:latest" });
  await app.json("PUT", "/api/llm/models/settings", {
    provider: "ollama",
    model: "mine:latest",
    contextTokens: 16_384,
    keepAlive: "1h",
  });
  const { generationId, conversationId } = await app.send("猫が好きです");
  await app.events(generationId);
  await app.json("POST", `/api/conversations/${conversationId}/title`, {});
  const chats = upstream.requests.filter(({ path }) => path === "/api/chat").map(({ body }) => body as Chat);
  expect(chats.map(({ options }) => options.num_ctx)).toEqual([16_384, 16_384, 16_384]); // reply, check and title
});

test("remembers the digest that the model had when it was chosen", async () => {
  const gemma = { name: "gemma3:12b", digest: "aaa", capabilities: ["completion"] };
  await using upstream = await startUpstream({ protocol: "ollama", models: [gemma] });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const list = () => app.json("GET", "/api/llm/models?provider=ollama");
  const choose = async () => {
    const { settings } = await app.json<Saved>("PUT", "/api/llm/settings", { chatModel: "gemma3:12b" });
    return settings.modelSettings.map(({ digest }) => digest);
  };
  await list();
  expect(await choose()).toEqual(["aaa"]);
  upstream.models = [{ ...gemma, digest: "bbb" }];
  await list();
  const { modelSettings } = await app.json<LLMSettings>("GET", "/api/llm/settings");
  expect(modelSettings).toMatchObject([{ model: "gemma3:12b", digest: "aaa", allowRemote: false }]);
  expect(await choose()).toEqual(["bbb"]);
});

describe("a model that runs in a provider's cloud (47)", () => {
  const cloud = { name: "gpt-oss:120b-cloud", remoteHost: "https://ollama.com:443", capabilities: ["completion"] };
  const open = async () => {
    const upstream = await startUpstream({ protocol: "ollama", models: ["gemma3:12b", cloud] });
    const app = await openApp({ provider: { type: "ollama", url: upstream.url } });
    return { upstream, app };
  };

  test("can be chosen only with consent, and answers from then on", async () => {
    const { upstream, app } = await open();
    const refused = await app.request("PUT", "/api/llm/settings", { chatModel: cloud.name });
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ error: { code: "consent_needed" } });
    expect((await app.json<LLMSettings>("GET", "/api/llm/settings")).chatModel).toBe("gemma3:12b");
    const { settings } = await app.json<Saved>("PUT", "/api/llm/settings", {
      chatModel: cloud.name,
      allowRemote: true,
    });
    expect(settings).toMatchObject({
      chatModel: cloud.name,
      modelSettings: [
        { model: "gemma3:12b", allowRemote: false },
        { model: cloud.name, allowRemote: true },
      ],
    });
    const { generationId } = await app.send("猫が好きです");
    const events = await app.events(generationId);
    expect(events.at(-1)).toMatchObject({ type: "end", outcome: "complete" });
    expect(events[0]).toMatchObject({ responder: { model: cloud.name, goesTo: "cloud", relayed: true } });
    await app.stop();
    await upstream.close();
  });

  test("gets no request when it became a cloud model after it was chosen, and the chat reports why", async () => {
    const { upstream, app } = await open();
    upstream.models = [{ name: "mine:latest", capabilities: ["completion"] }];
    await app.json("PUT", "/api/llm/settings", { chatModel: "mine" });
    upstream.models = [{ ...cloud, name: "mine:latest" }];
    await app.json("GET", "/api/llm/models?provider=ollama");
    const { generationId } = await app.send("猫が好きです");
    expect((await app.events(generationId)).at(-1)).toMatchObject({
      error: { code: "consent_needed", model: "mine" },
    });
    expect(upstream.requests.filter(({ path }) => path === "/api/chat")).toEqual([]);
    await app.stop();
    await upstream.close();
  });

  test("makes no titles without consent; the chat model makes them instead", async () => {
    const { upstream, app } = await open();
    await app.json("PUT", "/api/llm/settings", { titleModel: cloud.name, allowRemote: true });
    await app.json("PUT", "/api/llm/models/settings", { provider: "ollama", model: cloud.name, allowRemote: false });
    const { generationId, conversationId } = await app.send("猫が好きです");
    await app.events(generationId);
    await app.json("POST", `/api/conversations/${conversationId}/title`, {});
    const asked = upstream.requests
      .filter(({ path }) => path === "/api/chat")
      .map((request) => [taskOf(request), (request.body as { model: string }).model]);
    expect(asked).toEqual([
      ["reply", "gemma3:12b"],
      ["correct", "gemma3:12b"],
      ["title", "gemma3:12b"],
    ]);
    await app.stop();
    await upstream.close();
  });
});

test("still lists a server's models when the server is away and Blossom restarted", async () => {
  await using upstream = await startUpstream({ protocol: "ollama" });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  type List = { models: ModelInfo[]; offline: boolean; error?: { code: string } };
  const before = await app.json<List>("GET", "/api/llm/models?provider=ollama");
  await app.stop();
  await upstream.close();
  await using again = await openApp({ dataDir: app.dataDir });
  const after = await again.json<List>("GET", "/api/llm/models?provider=ollama");
  expect(after).toMatchObject({ offline: true, error: { code: "connect" } });
  expect(after.models[0]).not.toHaveProperty("loaded"); // unknown while the server is away
  expect(before.models).toEqual(after.models.map((model) => ({ ...model, loaded: false })));
});

test("stores the variant of an ambiguous address that answered", async () => {
  await using upstream = await startUpstream({ protocol: "openai" });
  await using app = await openApp();
  const typed = `http://127.0.0.1:${upstream.port}`;
  const put = await app.json<Saved>("PUT", "/api/llm/settings", { provider: "openai-compatible", baseUrl: typed });
  expect(put.settings.providers["openai-compatible"].baseUrl).toBe(`${typed}/v1`);
});
