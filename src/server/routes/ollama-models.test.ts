import { describe, expect, test } from "bun:test";
import type { Download } from "#shared/downloads.ts";
import type { LLMSettings } from "#shared/llm-settings.ts";
import type { ModelInfo } from "#shared/model-info.ts";
import type { ServerStatus } from "#shared/status.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { startUpstream, type Upstream, type UpstreamOptions } from "#test/upstream/start-upstream.ts";

const chats = ["completion"];
const gemma = { name: "gemma3:12b", contextLength: 131_072, capabilities: [...chats, "vision"] };
const open = (options: Partial<UpstreamOptions> = {}) =>
  startUpstream({ protocol: "ollama", models: [gemma], ...options });
const openAppAt = ({ url }: Upstream) => openApp({ provider: { type: "ollama", url } });
const models = async (app: OpenApp) =>
  (await app.json<{ models: ModelInfo[] }>("GET", "/api/llm/models?provider=ollama")).models;
const chatsAt = ({ requests }: Upstream) =>
  requests.filter(({ path }) => path === "/api/chat").map(({ body }) => body as Record<string, unknown>);
const post = (app: OpenApp, what: string, model: string) => app.request("POST", `/api/llm/ollama/${what}`, { model });

describe("delete (73)", () => {
  test("removes the model from the disk and the list, and removes its download entry", async () => {
    await using ollama = await open({ models: [gemma] });
    await using app = await openAppAt(ollama);
    await app.json("POST", "/api/llm/ollama/downloads", { model: "gemma3:4b" });
    const list = async () => (await app.json<{ downloads: Download[] }>("GET", "/api/llm/ollama/downloads")).downloads;
    while ((await list())[0]?.state !== "done");
    const response = await post(app, "delete", "gemma3:4b");
    expect(await response.json()).toEqual({ success: true });
    expect(ollama.models).toEqual([gemma]);
    expect(await list()).toEqual([]);
    // also while Ollama is away: the cached list must not show the deleted model
    await ollama.close();
    expect((await models(app)).map(({ id }) => id)).toEqual(["gemma3:12b"]);
  });

  test("reports model_not_found when the model does not exist", async () => {
    await using ollama = await open();
    await using app = await openAppAt(ollama);
    const response = await post(app, "delete", "gemma9");
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: "model_not_found", model: "gemma9" } });
  });

  test("reports connect when Ollama is away", async () => {
    await using app = await openApp({ provider: { type: "ollama", url: "http://127.0.0.1:1" } });
    const response = await post(app, "delete", "gemma3:12b");
    expect([response.status, await response.json()]).toMatchObject([503, { error: { code: "connect" } }]);
  });
});

describe("load and unload (74)", () => {
  test("loads a model with the options of its answers, so the next answer does not reload it", async () => {
    await using ollama = await open();
    await using app = await openAppAt(ollama);
    const settings = { provider: "ollama", model: "gemma3:12b", contextTokens: 16_384, keepAlive: "30m" };
    await app.json("PUT", "/api/llm/models/settings", settings);
    expect(await (await post(app, "load", "gemma3:12b")).json()).toEqual({ success: true });
    const { generationId } = await app.send("猫が好きです");
    await app.events(generationId);
    expect(chatsAt(ollama)[0]).toMatchObject({ messages: [], options: { num_ctx: 16_384 }, keep_alive: "30m" });
    expect(ollama.loads).toHaveLength(1);
    expect((await models(app))[0]).toMatchObject({ loaded: true, memory: { contextTokens: 16_384 } });
  });

  test("shares one load between two requests for the same model", async () => {
    const loaded = Promise.withResolvers<void>();
    await using ollama = await open({ load: () => loaded.promise });
    await using app = await openAppAt(ollama);
    const first = post(app, "load", "gemma3:12b");
    await ollama.waitForRequest("/api/chat");
    const second = post(app, "load", "GEMMA3:12b");
    await app.json("GET", "/api/health"); // by now the second request has arrived
    loaded.resolve();
    expect((await Promise.all([first, second])).map(({ status }) => status)).toEqual([200, 200]);
    expect(chatsAt(ollama)).toHaveLength(1);
  });

  test("reports out_of_memory when the model does not fit", async () => {
    await using ollama = await open({ load: () => "model requires more system memory (9.1 GiB) than is available" });
    await using app = await openAppAt(ollama);
    expect(await (await post(app, "load", "gemma3:12b")).json()).toMatchObject({ error: { code: "out_of_memory" } });
    expect(await (await post(app, "load", "gemma9")).json()).toMatchObject({ error: { code: "model_not_found" } });
  });

  test("unloads a model from memory", async () => {
    await using ollama = await open({ loaded: ["gemma3:12b"] });
    await using app = await openAppAt(ollama);
    expect(await (await post(app, "unload", "gemma3:12b")).json()).toEqual({ success: true });
    expect(chatsAt(ollama)).toMatchObject([{ messages: [], keep_alive: 0 }]);
    expect((await models(app))[0]).toMatchObject({ loaded: false });
  });

  test("does not load a model that runs in a cloud", async () => {
    const models = [{ name: "cloud:1b", remoteHost: "https://ollama.com:443", capabilities: chats }];
    await using ollama = await open({ models });
    await using app = await openAppAt(ollama);
    await app.json("GET", "/api/llm/models?provider=ollama");
    expect(await (await post(app, "load", "cloud:1b")).json()).toMatchObject({ error: { code: "unsupported" } });
    expect(chatsAt(ollama)).toEqual([]);
  });

  test("ends a load when Blossom stops", async () => {
    await using ollama = await open({ load: () => new Promise(() => {}) });
    const app = await openAppAt(ollama);
    const load = post(app, "load", "gemma3:12b").catch(() => null);
    const request = await ollama.waitForRequest("/api/chat");
    await app.stop();
    expect(await request.closed).toBe("client");
    await load;
  });
});

describe("when a chat opens (74)", () => {
  const preload = async (app: OpenApp) => expect((await app.request("POST", "/api/llm/preload", {})).status).toBe(202);
  /** Waits until the preload has sent every request it would send. */
  const settle = async (app: OpenApp) => {
    await models(app);
    await models(app);
  };

  test("preloads its model once, without blocking the response", async () => {
    const loaded = Promise.withResolvers<void>();
    await using ollama = await open({ load: () => loaded.promise });
    await using app = await openAppAt(ollama);
    await preload(app);
    const request = await ollama.waitForRequest("/api/chat");
    expect(request.body).toMatchObject({ model: "gemma3:12b", messages: [], options: { num_ctx: 8_192 } });
    await preload(app);
    await settle(app);
    expect(chatsAt(ollama)).toHaveLength(1);
    loaded.resolve();
    const { generationId } = await app.send("猫が好きです");
    await app.events(generationId);
    expect(ollama.loads).toHaveLength(1);
  });

  test("preloads the model of a server that was found, before the learner has chosen", async () => {
    await using ollama = await open({});
    await using app = await openApp({ environment: { OLLAMA_HOST: ollama.url } });
    await app.json("POST", "/api/llm/discover", {});
    await preload(app);
    expect((await ollama.waitForRequest("/api/chat")).body).toMatchObject({ model: "gemma3:12b", messages: [] });
  });

  const cloud = { ...gemma, remoteHost: "https://ollama.com:443" };
  const nothing: [string, Partial<UpstreamOptions>, (app: OpenApp, ollama: Upstream) => unknown][] = [
    ["another provider is chosen", {}, (app) => app.json("PUT", "/api/llm/settings", { provider: "anthropic" })],
    ["the model runs in a cloud", {}, (_app, ollama) => (ollama.models = [cloud])],
    ["the model is in memory already", { loaded: ["gemma3:12b"] }, () => {}],
    ["the model is missing", { models: [] }, () => {}],
    [
      "its keep_alive is zero",
      {},
      (app) =>
        app.json("PUT", "/api/llm/models/settings", { provider: "ollama", model: "gemma3:12b", keepAlive: "0m" }),
    ],
  ];
  test.each(nothing)("loads nothing when %s", async (_name, options, prepare) => {
    await using ollama = await open(options);
    await using app = await openAppAt(ollama);
    await prepare(app, ollama);
    await preload(app);
    await settle(app);
    expect(ollama.loads).toEqual([]);
  });

  test("loads nothing while the server answers", async () => {
    const hold = Promise.withResolvers<void>();
    await using ollama = await open({ script: { text: "猫です。", ready: hold.promise } });
    await using app = await openAppAt(ollama);
    const { generationId } = await app.send("猫が好きです");
    await ollama.waitForRequest("/api/chat");
    await preload(app);
    await settle(app);
    hold.resolve();
    await app.events(generationId);
    expect(chatsAt(ollama).filter(({ messages }) => (messages as unknown[]).length === 0)).toEqual([]);
  });

  test("cancels the load when another model, chosen meanwhile, has to answer", async () => {
    await using ollama = await open({
      models: [gemma, { ...gemma, name: "gemma3:4b" }],
      load: () => new Promise(() => {}),
    });
    await using app = await openAppAt(ollama);
    await preload(app);
    const load = await ollama.waitForRequest("/api/chat");
    await app.json("PUT", "/api/llm/settings", { chatModel: "gemma3:4b" });
    await app.send("猫が好きです");
    expect(await load.closed).toBe("client");
  });

  test("does nothing when Ollama is away", async () => {
    await using app = await openApp({ provider: { type: "ollama", url: "http://127.0.0.1:1" } });
    await preload(app);
    await app.json("GET", "/api/health");
  });
});

describe("the status of an Ollama", () => {
  const status = (app: OpenApp, url: string) => app.json<ServerStatus>("POST", "/api/llm/ollama/status", { url });

  test.each([
    ["0.17.0", ["unsafe_version"], []],
    ["0.9.0", ["unsafe_version", "old_version"], [{ feature: "truncate", version: "0.12.4" }]],
    ["0.0.0", [], []],
    ["0.33.0-rc2", [], []],
  ])("lists the models, and at most a warning, for version %s (68, T48)", async (version, warnings, needs) => {
    await using ollama = await open({ version });
    await using app = await openAppAt(ollama);
    const shown = await status(app, ollama.url);
    expect(shown).toMatchObject({ available: true, version, models: ["gemma3:12b"] });
    expect([shown.warnings, shown.needs]).toEqual([warnings as never, needs as never]);
  });

  test("notices a changed digest of the chosen model, and accepts the digest that Blossom downloaded (F19)", async () => {
    await using ollama = await open({ models: [{ ...gemma, digest: "one" }] });
    await using app = await openAppAt(ollama);
    await models(app);
    await app.json("PUT", "/api/llm/settings", { chatModel: "gemma3:12b" });
    const chosen = async () =>
      (await app.json<LLMSettings>("GET", "/api/llm/settings")).modelSettings.map(({ digest }) => digest);
    ollama.models = [{ ...gemma, digest: "two" }];
    const [changed] = (await status(app, ollama.url)).details ?? [];
    expect([await chosen(), changed?.digest]).toEqual([["one"], "two"]);

    ollama.pull = { digest: "three" };
    await app.json("POST", "/api/llm/ollama/downloads", { model: "GEMMA3:12b" });
    const isDone = async () =>
      (await app.json<{ downloads: Download[] }>("GET", "/api/llm/ollama/downloads")).downloads[0]?.state === "done";
    while (!(await isDone()));
    expect([await chosen(), (await models(app))[0]?.digest]).toEqual([["three"], "three"]);
  });
});
