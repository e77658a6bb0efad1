import type { Database } from "bun:sqlite";
import { describe, expect, test } from "bun:test";
import type { GenerationEvent } from "#shared/generation.ts";
import type { LLMSettings } from "#shared/llm-settings.ts";
import type { ProviderType } from "#shared/providers.ts";
import type { Responder } from "#shared/responder.ts";
import type { FoundServer, Status } from "#shared/status.ts";
import { readConfig } from "#server/config.ts";
import { setModelSettings, setProvider, setProviderSettings } from "#server/db/llm-settings.ts";
import { openDatabase } from "#server/db/open.ts";
import { openSecrets } from "#server/secrets.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { startUpstream, type Upstream } from "#test/upstream/start-upstream.ts";
import { createCatalog } from "./catalog.ts";
import { createContacts } from "./contacts.ts";
import { createFoundServers } from "./found-servers.ts";
import { createHealth } from "./health.ts";
import { createTraffic } from "./traffic.ts";
import { liveFallbacks, resolve, resolveForPage } from "./resolve.ts";

const cloud = { name: "gpt-oss:120b-cloud", remoteHost: "https://ollama.com:443", capabilities: ["completion"] };
const local = { name: "gemma3:12b", capabilities: ["completion"] };

const put = (app: OpenApp, body: object) => app.json("PUT", "/api/llm/settings", body);
const readSettings = (app: OpenApp) => app.json<LLMSettings>("GET", "/api/llm/settings");
const readStatus = (app: OpenApp) => app.json<Status>("GET", "/api/status");

/** Sends a message. Returns the providers that got a request, in order, and the outcome. */
async function ask(app: OpenApp) {
  const { generationId } = await app.send("猫が好きです。");
  const events = await app.events(generationId);
  const asked = events.flatMap((event: GenerationEvent) =>
    (event.type === "started" || event.type === "responder") && event.responder ? [event.responder] : [],
  );
  return { asked, end: events.at(-1) };
}
const isChat = ({ path }: { path: string }) => /\/(chat|messages|completions)$/.test(path);

type Upstreams = Record<ProviderType, Upstream>;
type Models = Record<ProviderType, string>;

/** Three servers that answer, and an app that has all of them in its settings; `provider` is the chosen one. */
async function openThree(provider: ProviderType, models: Models) {
  const upstreams: Upstreams = {
    ollama: await startUpstream({ protocol: "ollama", models: [local, cloud] }),
    "openai-compatible": await startUpstream({ protocol: "openai", models: [local.name, cloud.name] }),
    anthropic: await startUpstream({ protocol: "anthropic", models: [models.anthropic] }),
  };
  const app = await openApp({
    environment: { ANTHROPIC_BASE_URL: upstreams.anthropic.url, ANTHROPIC_API_KEY: "test-key" },
  });
  const agreed = (type: ProviderType) => ({ provider: type, chatModel: models[type], allowRemote: true });
  const openai = `${upstreams["openai-compatible"].url}/v1`;
  await put(app, { ...agreed("openai-compatible"), baseUrl: openai });
  await put(app, { ...agreed("ollama"), baseUrl: upstreams.ollama.url });
  await put(app, agreed(provider));
  return {
    app,
    upstreams,
    async [Symbol.asyncDispose]() {
      await app[Symbol.asyncDispose]();
      await Promise.all(Object.values(upstreams).map((upstream) => upstream.close()));
    },
  };
}

type Choice = { provider: ProviderType; model: string };
/** All servers run here, so only a relayed model leaves this computer. */
const choices: Choice[] = [
  { provider: "ollama", model: local.name },
  { provider: "ollama", model: cloud.name },
  { provider: "openai-compatible", model: local.name },
  { provider: "openai-compatible", model: cloud.name },
  { provider: "anthropic", model: "claude-sonnet-5-5" },
];
type Case = { chosen: Choice; fallback: Choice | null; allowRemote: boolean; isUp: boolean };
const cases: Case[] = choices.flatMap((chosen) =>
  [null, ...choices.filter(({ provider }) => provider !== chosen.provider)].flatMap((fallback) =>
    [false, true].flatMap((allowRemote) =>
      [false, true].map((isUp): Case => ({ chosen, fallback, allowRemote, isUp })),
    ),
  ),
);

describe("sends requests to exactly the responders that the settings show", () => {
  test.each(cases)("when %j", async ({ chosen, fallback, allowRemote, isUp }) => {
    const models: Models = { ollama: local.name, "openai-compatible": local.name, anthropic: "claude-sonnet-5-5" };
    for (const choice of [chosen, ...(fallback ? [fallback] : [])]) models[choice.provider] = choice.model;
    await using three = await openThree(chosen.provider, models);
    const { app, upstreams } = three;
    await put(app, { fallback: { providers: fallback ? [fallback.provider] : [], allowRemote } });
    if (!isUp) await upstreams[chosen.provider].close();

    const { chat, fallbacks } = (await readSettings(app)).responders;
    const asIfAsked = fallbacks.filter(({ isAsked }) => isAsked);
    expect(chat).toMatchObject({ ...chosen, goesTo: chosen.model === cloud.name ? "cloud" : "computer" });
    const shown = [chat, ...(isUp ? [] : asIfAsked)];
    const { asked } = await ask(app);
    expect(asked.map(identity)).toEqual(shown.map(identity));
    // no other server got a request
    for (const [provider, upstream] of Object.entries(upstreams)) {
      const isShown = shown.some((responder) => responder.provider === provider);
      if (!isShown) expect(upstream.requests.filter(isChat)).toEqual([]);
    }
    // a cloud replaces this computer only with consent
    const leaves = fallback?.model === cloud.name && chosen.model !== cloud.name;
    const isAsked = fallback !== null && (allowRemote || !leaves);
    expect(asIfAsked.map(({ provider }) => provider)).toEqual(isAsked ? [fallback.provider] : []);
  });
});

const identity = ({ provider, model, host, goesTo }: Responder) => ({ provider, model, host, goesTo });

describe("statements about where data goes", () => {
  test("name a fallback in the cloud when the chosen model runs in the cloud too", async () => {
    await using opened = await openOllama(cloud.name);
    const { app } = opened;
    await put(app, { fallback: { providers: ["anthropic"], allowRemote: false } });
    const { fallbacks } = (await readSettings(app)).responders;
    expect(fallbacks[0]).toMatchObject({ host: "api.anthropic.com", goesTo: "cloud", isAsked: true, why: "asked" });
  });

  test("do not name a local server that would relay to a cloud without consent", async () => {
    await using opened = await openOllama(local.name);
    const { app } = opened;
    const local1234 = { provider: "openai-compatible", baseUrl: "http://127.0.0.1:9/v1" };
    await put(app, { ...local1234, chatModel: cloud.name, allowRemote: true });
    await put(app, { provider: "ollama", fallback: { providers: ["openai-compatible"], allowRemote: false } });
    const { chat, fallbacks } = (await readSettings(app)).responders;
    expect(chat).toMatchObject({ model: local.name, goesTo: "computer" });
    expect(fallbacks[0]).toMatchObject({ host: "127.0.0.1:9", relayed: true, isAsked: false, why: "no_consent" });
  });

  test("do not name a cloud when the chosen model runs on this computer", async () => {
    await using opened = await openOllama(local.name);
    const { app } = opened;
    await put(app, { fallback: { providers: ["anthropic"], allowRemote: false } });
    expect((await readSettings(app)).responders.fallbacks[0]).toMatchObject({ isAsked: false, why: "no_consent" });
  });

  test("stay the same while Ollama is away: its cloud model does not become a local one", async () => {
    await using opened = await openOllama(cloud.name);
    const { app, upstream } = opened;
    const before = identity((await readStatus(app)).responder);
    expect(before.goesTo).toBe("cloud");
    await upstream.close();
    expect(identity((await readStatus(app)).responder)).toEqual(before);
    const { chat, title } = (await readSettings(app)).responders;
    expect([chat.relayed, title.relayed]).toEqual([true, true]);
  });

  async function openOllama(chatModel: string) {
    const upstream = await startUpstream({ protocol: "ollama", models: [local, cloud] });
    const app = await openApp({ environment: { ANTHROPIC_API_KEY: "sk-ant-0123456789" } });
    await put(app, { provider: "ollama", baseUrl: upstream.url, chatModel, allowRemote: true });
    return {
      app,
      upstream,
      async [Symbol.asyncDispose]() {
        await app[Symbol.asyncDispose]();
        await upstream.close();
      },
    };
  }
});

describe("the title responder", () => {
  test("is the chat model when the server lists its models and lacks the title model", async () => {
    const models = ["smollm2:135m", "qwen3:8b"];
    await using gateway = await startUpstream({ protocol: "anthropic", models });
    await using app = await openApp({ provider: { type: "anthropic", url: gateway.url, model: "smollm2:135m" } });
    const titleModel = async () => (await readSettings(app)).responders.title.model;
    expect(await titleModel()).toBe("claude-haiku-5-5"); // the default, until the list is known
    await app.json("GET", "/api/llm/models?provider=anthropic");
    expect(await titleModel()).toBe("smollm2:135m");
    await put(app, { titleModel: "qwen3:8b" });
    expect(await titleModel()).toBe("qwen3:8b");
    await put(app, { titleModel: "named-by-the-learner" });
    expect(await titleModel()).toBe("smollm2:135m");
  });
});

test("normalises ANTHROPIC_BASE_URL like a typed address", async () => {
  await using claude = await startUpstream({ protocol: "anthropic", models: ["claude-sonnet-5-5"] });
  const ANTHROPIC_BASE_URL = `127.0.0.1:${claude.port}/v1/`;
  await using app = await openApp({ environment: { ANTHROPIC_BASE_URL, ANTHROPIC_API_KEY: "test-key" } });
  await put(app, { provider: "anthropic" });
  expect((await ask(app)).end).toMatchObject({ outcome: "complete" });
  expect((await readStatus(app)).responder.host).toBe(`127.0.0.1:${claude.port}`);
});

describe("the state of the responder", () => {
  test("becomes timeout when the server accepts and never answers, even under constant status requests", async () => {
    const hang = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
    await using app = await openApp({ provider: { type: "ollama", url: `http://127.0.0.1:${hang.port}` } });
    const states: string[] = [];
    while (states.at(-1) !== "timeout" && states.length < 60) states.push((await readStatus(app)).responder.state);
    expect(states.at(-1)).toBe("timeout");
    expect(["unknown", "timeout"]).toEqual(expect.arrayContaining(states));
    // the last result is shown while the next probe runs
    expect((await readStatus(app)).responder.state).toBe("timeout");
    hang.stop(true);
  }, 20_000);

  test("follows the result of an answer at once, without a probe", async () => {
    await using upstream = await startUpstream({ protocol: "openai", key: "right", models: ["local"] });
    await using app = await openApp();
    await put(app, { provider: "openai-compatible", baseUrl: `${upstream.url}/v1`, chatModel: "local" });
    await ask(app);
    expect((await readSettings(app)).responders.chat.state).toBe("auth");
    await app.json("PUT", "/api/llm/keys", { provider: "openai-compatible", key: "right" });
    await ask(app);
    expect((await readSettings(app)).responders.chat.state).toBe("ready");
  });
});

/** What an app uses that runs no server. */
const openDeps = (db: Database, environment: Record<string, string> = {}) => {
  const config = readConfig({ ...environment, BLOSSOM_DIR: "/nowhere" });
  return {
    db,
    config,
    secrets: openSecrets(config),
    catalog: createCatalog(db),
    health: createHealth(),
    traffic: createTraffic(),
    contacts: createContacts(db),
    found: createFoundServers(),
    closing: new AbortController().signal,
  };
};

describe("a server that was found on the internet, before the learner has chosen", () => {
  const at = (url: string): FoundServer => ({
    name: "Ollama",
    provider: "ollama",
    url,
    goesTo: url.includes("example.com") ? "cloud" : "computer",
    models: [],
    suggestion: "gemma3:12b",
  });
  const company = at("https://ollama.example.com");

  test("is a choice, and is not used by itself", () => {
    using db = openDatabase(":memory:");
    const deps = openDeps(db);
    deps.found.set([company]);
    const { chat, toChoose, choices } = resolveForPage(deps);
    expect(chat.shown).toMatchObject({ model: "", state: "no_model" });
    expect(toChoose).toBeNull();
    expect(choices.map(({ shown }) => shown)).toMatchObject([
      { host: "ollama.example.com", model: "gemma3:12b", goesTo: "cloud" },
    ]);
  });

  test("comes after a server on this computer, which is used", () => {
    using db = openDatabase(":memory:");
    const deps = openDeps(db);
    deps.found.set([company, at("http://127.0.0.1:9")]);
    const { chat, toChoose, choices } = resolveForPage(deps);
    expect(chat.shown).toMatchObject({ host: "127.0.0.1:9", model: "gemma3:12b", goesTo: "computer" });
    expect(toChoose).toMatchObject({ baseUrl: "http://127.0.0.1:9" });
    expect(choices.map(({ shown }) => shown.host)).toEqual(["ollama.example.com", "127.0.0.1:9"]);
  });
});

test("resolves the responders with at most three SQL statements", () => {
  const db = openDatabase(":memory:");
  setProvider(db, "ollama", 0);
  setProviderSettings(db, "ollama", { baseUrl: "http://127.0.0.1:9", chatModel: "a", titleModel: "b" }, 0);
  db.query("UPDATE llm_settings SET fallback = ?").run(
    JSON.stringify({ providers: ["anthropic", "openai-compatible"], allowRemote: true }),
  );
  setModelSettings(
    db,
    { provider: "ollama", model: "a", contextTokens: 4_096, keepAlive: null, allowRemote: false },
    0,
  );
  let statements = 0;
  const counting = new Proxy(db, {
    get(target, name) {
      if (name === "query") statements++;
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  const deps = openDeps(counting, { ANTHROPIC_API_KEY: "test-key" });
  const resolution = resolve(deps);
  expect(liveFallbacks(resolution).map(({ type }) => type)).toEqual(["anthropic"]);
  expect(resolution.chat.shown).toMatchObject({ model: "a", contextTokens: 4_096 });
  expect(statements).toBeLessThanOrEqual(3);
  db.close();
});

test.each([
  ["a provider", "UPDATE llm_settings SET provider = 'newer'"],
  ["fallbacks", `UPDATE llm_settings SET fallback = '{"providers":["newer"]}'`],
  ["fallbacks that are not JSON", "UPDATE llm_settings SET fallback = '{'"],
  ["a remembered provider", "UPDATE llm_provider_settings SET provider = 'newer'"],
  ["a model's provider", "UPDATE llm_model_settings SET provider = 'newer'"],
])("stays usable when the database holds %s that this version does not know", (_what, sql) => {
  const db = openDatabase(":memory:");
  setProvider(db, "ollama", 0);
  setProviderSettings(db, "ollama", { baseUrl: "http://127.0.0.1:9", chatModel: "a", titleModel: "" }, 0);
  setModelSettings(db, { provider: "ollama", model: "a", contextTokens: null, keepAlive: null, allowRemote: false }, 0);
  db.run(sql);
  const { shown } = resolve(openDeps(db)).chat;
  expect(shown.model).not.toBe("");
  db.close();
});

test("answers with a gateway's own model when it does not have the default one, and never replaces a chosen one", async () => {
  await using gateway = await startUpstream({
    protocol: "anthropic",
    models: [{ name: "claude-local" }, { name: "other" }],
  });
  const environment = { ANTHROPIC_BASE_URL: gateway.url, ANTHROPIC_API_KEY: "test-key" };
  await using app = await openApp({ environment });
  await put(app, { provider: "anthropic" });
  await app.json("POST", "/api/llm/check", { provider: "anthropic" });
  const { responders } = await readSettings(app);
  expect([responders.chat.model, responders.title.model]).toEqual(["claude-local", "claude-local"]);
  expect((await ask(app)).end).toMatchObject({ outcome: "complete" });
  await put(app, { provider: "anthropic", chatModel: "claude-gone" });
  expect((await readSettings(app)).responders.chat.model).toBe("claude-gone");
});

test("keeps Anthropic's default model at Anthropic itself, although its list does not have it", () => {
  using db = openDatabase(":memory:");
  setProvider(db, "anthropic", 0);
  const deps = openDeps(db);
  deps.catalog.at("anthropic", "https://api.anthropic.com").remember({ models: [{ id: "claude-opus-9" }] });
  expect(resolve(deps).chat.shown.model).toBe("claude-sonnet-5-5");
});
