import fs from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "bun:test";
import type { LLMSettings } from "#shared/llm-settings.ts";
import type { Discovery, ServerStatus, Status } from "#shared/status.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";

test("remembers the settings of each provider when the provider changes", async () => {
  await using app = await openApp();
  const put = (body: object) => app.json<{ success: true; settings: LLMSettings }>("PUT", "/api/llm/settings", body);
  expect((await app.json<LLMSettings>("GET", "/api/llm/settings")).chosen).toBe(false);
  await put({ provider: "ollama", chatModel: "gemma3:4b", ollamaUrl: "localhost:11434/" });
  await put({ provider: "openai-compatible", chatModel: "local", baseUrl: "http://127.0.0.1:1234" });
  const { success, settings } = await put({ provider: "ollama" });
  expect(success).toBe(true);
  expect(settings).toMatchObject({
    provider: "ollama",
    chatModel: "gemma3:4b",
    titleModel: "gemma3:4b",
    chosen: true,
    providers: { "openai-compatible": { chatModel: "local" }, anthropic: { chatModel: "claude-sonnet-5-5" } },
  });
  expect(settings.ollamaUrl).toMatch(/^http:\/\/(localhost|127\.0\.0\.1):11434$/);
});

test("keeps the documented fields of the status", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", models: ["gemma3:12b", "gemma3:4b"] });
  await using app = await openApp({ environment: { ANTHROPIC_API_KEY: "sk-ant-0123456789" } });
  await app.json("PUT", "/api/llm/settings", { provider: "ollama", ollamaUrl: upstream.url, chatModel: "gemma3:12b" });
  expect(await app.json<Status>("GET", "/api/status")).toMatchObject({
    llmProvider: "ollama",
    anthropicConfigured: true,
    anthropicKeyPreview: "…6789",
    ollamaUrl: upstream.url,
    ollamaModel: "gemma3:12b",
    ollamaAvailable: true,
    dataDir: app.dataDir,
  });
  const status = await app.json<ServerStatus>("POST", "/api/llm/ollama/status", { url: upstream.url });
  expect(status).toMatchObject({ available: true, version: "0.32.15" });
  expect(status.models.toSorted()).toEqual(["gemma3:12b", "gemma3:4b"]);
});

test("stores a key with mode 0600, never returns it, and sends it only to the address it was saved for", async () => {
  const key = "sk-local-abcdefgh-1234";
  await using first = await startUpstream({ protocol: "openai", key });
  await using second = await startUpstream({ protocol: "openai" });
  await using app = await openApp({ provider: { type: "openai-compatible", url: `${first.url}/v1` } });
  const answer = await app.json("PUT", "/api/llm/keys", { provider: "openai-compatible", key });
  expect(answer).toEqual({ key: { set: true, from: "file", preview: "…1234", host: new URL(first.url).host } });
  expect(fs.statSync(join(app.dataDir, "secrets.json")).mode & 0o777).toBe(0o600);
  await app.json("GET", "/api/llm/models?provider=openai-compatible");
  expect(first.requests.at(-1)?.headers.authorization).toBe(`Bearer ${key}`);

  await app.json("POST", "/api/llm/openai/status", { url: `${second.url}/v1` });
  await app.json("PUT", "/api/llm/settings", { baseUrl: `${second.url}/v1` });
  await app.json("GET", "/api/llm/models?provider=openai-compatible");
  expect(second.requests.length).toBeGreaterThan(1);
  expect(second.requests.filter(({ headers }) => headers.authorization)).toEqual([]);
  expect((await app.json<LLMSettings>("GET", "/api/llm/settings")).keys["openai-compatible"].set).toBe(false);

  const everything = [
    JSON.stringify(await app.json("GET", "/api/llm/settings")),
    ...fs
      .readdirSync(app.dataDir)
      .filter((name) => name.startsWith("blossom.db"))
      .map((name) => fs.readFileSync(join(app.dataDir, name), "latin1")),
  ];
  expect(everything.join("\n")).not.toContain(key);
});

test("forgets a refused request field when the server is checked again, so that the next answer sends it", async () => {
  const error = "[{'type': 'extra_forbidden', 'loc': ('body', 'stream_options')}]";
  let isUpdated = false;
  await using upstream = await startUpstream({
    protocol: "openai",
    script: ({ body }) => (!isUpdated && "stream_options" in body ? { status: 400, error } : { text: "猫です。" }),
  });
  await using app = await openApp({
    provider: { type: "openai-compatible", url: `${upstream.url}/v1`, model: "google/gemma-3-12b" },
  });
  /** Whether each request for this answer had the field. */
  const answer = async () => {
    const before = upstream.requests.length;
    await app.events((await app.send("猫が好きです。")).generationId);
    const asked = upstream.requests.slice(before).filter(({ path }) => path === "/v1/chat/completions");
    return asked.map(({ body }) => JSON.stringify(body).includes("stream_options"));
  };
  expect((await answer()).slice(0, 2)).toEqual([true, false]);
  isUpdated = true;
  expect((await answer())[0]).toBe(false);

  const lists = () => upstream.requests.filter(({ path }) => path === "/v1/models").length;
  const before = lists();
  const { models, offline } = await app.json<{ models: { id: string }[]; offline: boolean }>("POST", "/api/llm/check", {
    provider: "openai-compatible",
  });
  expect([models.length > 0, offline, lists() > before]).toEqual([true, false, true]);
  expect((await answer())[0]).toBe(true);
});

test("lists Anthropic's models from the API, or the default ones with the reason when it does not answer", async () => {
  await using upstream = await startUpstream({ protocol: "anthropic", key: "right-key" });
  const at = (ANTHROPIC_API_KEY: string) =>
    openApp({ environment: { ANTHROPIC_BASE_URL: upstream.url, ANTHROPIC_API_KEY } });
  type Answer = { models: { id: string }[]; offline: boolean; error?: { code: string } };
  await using good = await at("right-key");
  const listed = await good.json<Answer>("GET", "/api/llm/models?provider=anthropic");
  expect(listed).toMatchObject({ offline: false });
  expect(listed.models.map(({ id }) => id)).toContain(upstream.models[0]!.name);
  await using bad = await at("wrong-key");
  const offline = await bad.json<Answer>("GET", "/api/llm/models?provider=anthropic");
  expect(offline).toMatchObject({ offline: true, error: { code: "auth" } });
  expect(offline.models.map(({ id }) => id)).toContain("claude-haiku-4-5-20251001");
});

test.each(["127.0.0.1:PORT", ":PORT", "http://localhost:PORT/", "0.0.0.0:PORT"])(
  "finds the Ollama of OLLAMA_HOST=%s",
  async (form) => {
    await using upstream = await startUpstream({ protocol: "ollama", models: ["gemma3:12b"] });
    await using app = await openApp({ environment: { OLLAMA_HOST: form.replace("PORT", String(upstream.port)) } });
    const { servers } = await app.json<Discovery>("POST", "/api/llm/discover", {});
    expect(servers.map(({ url }) => url)).toEqual([upstream.url]);
  },
);

test("finds Ollama at the first start", async () => {
  await using upstream = await startUpstream({ protocol: "ollama" });
  await using app = await openApp({ environment: { OLLAMA_HOST: `127.0.0.1:${upstream.port}` } });
  expect(await app.json<Discovery>("POST", "/api/llm/discover", {})).toMatchObject({
    servers: [{ name: "Ollama", url: upstream.url, suggestion: "gemma3:12b" }],
    anthropicConfigured: false,
  });
});

test("shows the responder and its state for each provider in the status", async () => {
  const cloud = { name: "gpt-oss:120b-cloud", remoteHost: "https://ollama.com:443", capabilities: ["completion"] };
  await using ollama = await startUpstream({ protocol: "ollama", models: ["gemma3:12b", cloud] });
  await using openai = await startUpstream({ protocol: "openai" });
  await using claude = await startUpstream({ protocol: "anthropic" });
  const environment = { ANTHROPIC_BASE_URL: claude.url, ANTHROPIC_API_KEY: "test-key" };
  await using app = await openApp({ environment });
  const status = async (update: object) => {
    await app.json("PUT", "/api/llm/settings", update);
    const { host, goesTo, state } = (await app.json<Status>("GET", "/api/status")).responder;
    return [host, goesTo, state];
  };
  expect(await status({ provider: "anthropic" })).toEqual([`127.0.0.1:${claude.port}`, "computer", "ready"]);
  const local = { provider: "ollama", ollamaUrl: ollama.url, chatModel: "gemma3:12b" };
  expect(await status(local)).toEqual([`127.0.0.1:${ollama.port}`, "computer", "ready"]);
  await app.json("GET", "/api/llm/models?provider=ollama");
  expect(await status({ chatModel: cloud.name, allowRemote: true })).toEqual([
    `127.0.0.1:${ollama.port}`,
    "cloud",
    "ready",
  ]);
  const compatible = { provider: "openai-compatible", baseUrl: `${openai.url}/v1`, chatModel: "local" };
  expect(await status(compatible)).toEqual([`127.0.0.1:${openai.port}`, "computer", "ready"]);
  expect(await status({ baseUrl: "http://127.0.0.1:9/v1" })).toEqual(["127.0.0.1:9", "computer", "connect"]);
});

test("shows in the status that the model is missing, and notices when it is added", async () => {
  await using ollama = await startUpstream({ protocol: "ollama", models: ["qwen3:8b"] });
  await using app = await openApp();
  await app.json("PUT", "/api/llm/settings", { provider: "ollama", ollamaUrl: ollama.url, chatModel: "gemma3:12b" });
  const isMissing = async () => (await app.json<Status>("GET", "/api/status")).responder.state === "model_not_found";
  ollama.models = [{ name: "Gemma3:12B" }]; // downloaded in a terminal: this request starts a new probe, and a later one shows its result
  expect(await isMissing()).toBe(true);
  while (await isMissing());
  await app.json("PUT", "/api/llm/settings", { chatModel: "glm-5:cloud", allowRemote: true });
  expect(await isMissing()).toBe(false); // Ollama relays cloud models that it does not list
});

test("answers a status request without waiting for an unresponsive server", async () => {
  const hang = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } }); // accepts, never answers
  await using app = await openApp({ provider: { type: "ollama", url: `http://127.0.0.1:${hang.port}` } });
  const { ollamaAvailable } = await app.json<Status>("GET", "/api/status");
  expect(ollamaAvailable).not.toBe(true);
  const status = await app.json<ServerStatus>("POST", "/api/llm/ollama/status", { url: `127.0.0.1:${hang.port}` });
  expect(status).toMatchObject({ available: false, models: [], error: { code: "timeout" } });
  hang.stop(true);
}, 15_000); // choosing its model waits three seconds, and so does the probe

test.each([
  ["HTML of something else", "<html><body>secret router page</body></html>", "wrong_endpoint"],
  ["JSON of something else", '{"secret":"value"}', "wrong_endpoint"],
])("reports an error code and none of the bytes for %s", async (_name, text, code) => {
  const other = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: () => new Response(text) });
  await using app = await openApp();
  const response = await app.request("POST", "/api/llm/ollama/status", { url: other.url.href });
  const answer = await response.text();
  expect(JSON.parse(answer)).toMatchObject({ available: false, error: { code } });
  expect(answer).not.toContain("secret");
  await other.stop(true);
});

test("finds the /v1 of an Ollama whose own path was typed for an OpenAI-compatible server", async () => {
  await using upstream = await startUpstream({ protocol: "ollama" });
  await using app = await openApp();
  const status = await app.json<ServerStatus>("POST", "/api/llm/openai/status", { url: `${upstream.url}/api` });
  expect(status).toMatchObject({ available: true, url: `${upstream.url}/v1`, isOllama: true });
});

test.each([
  ["ollama", ""],
  ["openai", "/v1"],
] as const)("hints at http when https was typed for a server of one's own without TLS [%s]", async (protocol, path) => {
  await using upstream = await startUpstream({ protocol });
  await using app = await openApp();
  const url = upstream.url.replace("http:", "https:");
  const { error } = await app.json<ServerStatus>("POST", `/api/llm/${protocol}/status`, { url });
  expect(error).toMatchObject({ code: "tls", hint: upstream.url + path });
});

test("hints at the address of the host computer when 127.0.0.1 is refused in a container", async () => {
  await using inside = await openApp({ environment: { container: "docker" } });
  const refused = await inside.json<ServerStatus>("POST", "/api/llm/ollama/status", { url: "localhost:9" });
  expect(refused.error).toMatchObject({ code: "connect", hint: "http://host.docker.internal:9" });
  const typed = { url: "http://127.0.0.1:9/v1" };
  const compatible = await inside.json<ServerStatus>("POST", "/api/llm/openai/status", typed);
  expect(compatible.error).toMatchObject({ code: "connect", hint: "http://host.docker.internal:9/v1" });
  const named = await inside.json<ServerStatus>("POST", "/api/llm/ollama/status", { url: "nobody.invalid:9" });
  expect(named.error?.hint ?? "").not.toContain("host.docker.internal");
});

test("adds, replaces and removes a header without knowing the stored values of the others", async () => {
  await using upstream = await startUpstream({ protocol: "ollama" });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const put = (headers: object, keep: string[]) =>
    app.json<{ headers: string[] }>("PUT", "/api/llm/headers", { provider: "ollama", headers, keep });
  const sent = async () => {
    await app.json("GET", "/api/llm/models?provider=ollama");
    const { "x-one": one, "x-two": two } = upstream.requests.at(-1)!.headers;
    return { one, two };
  };
  await put({ "X-One": "first" }, []);
  expect(await put({ "X-Two": "second" }, ["X-One"])).toEqual({ headers: ["X-One", "X-Two"] });
  expect(await sent()).toEqual({ one: "first", two: "second" });
  expect(await put({ "x-one": "other" }, ["X-One", "X-Two"])).toEqual({ headers: ["X-Two", "x-one"] });
  expect(await sent()).toEqual({ one: "other", two: "second" });
  expect(await put({}, ["X-Two"])).toEqual({ headers: ["X-Two"] });
  expect(await sent()).toEqual({ one: undefined, two: "second" });
});

test("never overwrites a newer update of the settings with a slower, older one", async () => {
  const slowModel = { name: "old", showWaits: new Promise(() => {}) };
  await using slow = await startUpstream({ protocol: "ollama", version: "0.12.0", models: [slowModel] });
  await using app = await openApp();
  const put = (update: object) => app.json("PUT", "/api/llm/settings", update);
  await put({ provider: "ollama" });
  const first = put({ baseUrl: slow.url, chatModel: "old" });
  await slow.waitForRequest("/api/show");
  // these arrive in any order, but all after the first one
  await Promise.all([put({ provider: "anthropic" }), put({ ollamaUrl: "http://127.0.0.1:9" }), first]);
  const settings = await app.json<LLMSettings>("GET", "/api/llm/settings");
  expect(settings.provider).toBe("anthropic");
  expect(settings.providers.ollama).toMatchObject({ baseUrl: "http://127.0.0.1:9", chatModel: "old" });
  expect(settings.providers.anthropic.chatModel).toBe("claude-sonnet-5-5");
});

describe("choosing a provider without a model", () => {
  const choose = async (app: OpenApp, url: string) => {
    const { settings } = await app.json<{ settings: LLMSettings }>("PUT", "/api/llm/settings", {
      provider: "openai-compatible",
      baseUrl: `${url}/v1`,
    });
    return settings.chatModel;
  };

  test("chooses the model that its server has in memory", async () => {
    await using server = await startUpstream({
      protocol: "openai",
      models: ["qwen3-8b", "gemma-3-12b"],
      loaded: ["gemma-3-12b"],
      flavour: "lmstudio",
    });
    await using app = await openApp();
    expect(await choose(app, server.url)).toBe("gemma-3-12b");
  });

  test("keeps the model that was chosen there before", async () => {
    await using server = await startUpstream({ protocol: "openai", models: ["qwen3-8b", "gemma-3-12b"] });
    await using app = await openApp();
    await app.json("PUT", "/api/llm/settings", { provider: "openai-compatible", chatModel: "my-own" });
    expect(await choose(app, server.url)).toBe("my-own");
  });

  test("chooses none when the server lists none or does not answer", async () => {
    await using server = await startUpstream({ protocol: "openai", models: [] });
    await using app = await openApp();
    expect(await choose(app, server.url)).toBe("");
    expect(await choose(app, "http://127.0.0.1:9")).toBe("");
  });
});
