import fs from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "bun:test";
import type { ApiError } from "#shared/errors.ts";
import type { LocalServer } from "#shared/local-servers.ts";
import type { LLMSettings } from "#shared/llm-settings.ts";
import type { Responder } from "#shared/responder.ts";
import type { Discovery, Status } from "#shared/status.ts";
import { noisePng } from "#test/llm-images.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { startUpstream, type Upstream } from "#test/upstream/start-upstream.ts";

const put = (app: OpenApp, body: object) => app.json("PUT", "/api/llm/settings", body);
const readStatus = (app: OpenApp) => app.json<Status>("GET", "/api/status");
const isChat = ({ path }: { path: string }) => /\/(chat|messages|completions)$/.test(path);
const shown = ({ provider, model, host, goesTo }: Responder) => ({ provider, model, host, goesTo });

const picture = Buffer.from(await noisePng(40, 30)).toString("base64");

describe("a request that names the responder its page shows", () => {
  /** An app with an answered message, and the responder that its page showed before the model changed. */
  async function openChanged() {
    const upstream = await startUpstream({ protocol: "ollama", models: ["gemma3:12b", "qwen3:8b"] });
    const app = await openApp({ provider: { type: "ollama", url: upstream.url } });
    const first = await app.send("猫が好きです。");
    await app.events(first.generationId);
    await app.json("POST", `/api/conversations/${first.conversationId}/title`, {}); // after the check of the sentence
    const { messages } = await app.conversation(first.conversationId!);
    const before = shown((await readStatus(app)).responder);
    await put(app, { chatModel: "qwen3:8b" });
    const asked = upstream.requests.filter(isChat).length;
    const chatsSince = () => upstream.requests.filter(isChat).slice(asked);
    return {
      app,
      upstream,
      before,
      chatsSince,
      replyId: messages.at(-1)!.id,
      async [Symbol.asyncDispose]() {
        await app[Symbol.asyncDispose]();
        await upstream.close();
      },
    };
  }

  test.each([
    ["POST /api/chat", "/api/chat", { text: "犬も好きです。" }],
    ["a retry", "/api/messages/$reply/retry", { mode: "retry" }],
    ["a card", "/api/cards", { text: "犬も好きです。" }],
    ["a frame", "/api/youtube/translate", { imageBase64: picture }],
  ])("sends and stores nothing when another responder would answer: %s", async (_name, path, body) => {
    await using opened = await openChanged();
    const { app, before, chatsSince, replyId } = opened;
    const stored = () => app.json("GET", "/api/conversations");
    const conversations = await stored();
    const route = path.replace("$reply", replyId);
    const response = await app.request("POST", route, { ...body, responder: before });
    expect(response.status).toBe(409);
    const { error } = (await response.json()) as { error: ApiError };
    expect(error).toMatchObject({ code: "responder_changed", responder: { ...before, model: "qwen3:8b" } });
    expect(await stored()).toEqual(conversations);
    expect(chatsSince()).toEqual([]);
    expect(fs.existsSync(join(app.dataDir, "frames")) ? fs.readdirSync(join(app.dataDir, "frames")) : []).toEqual([]);

    // a request that names the new responder is accepted
    const again = await app.request(
      "POST",
      route,
      { ...body, responder: error.responder },
      { prefer: "respond-async" },
    );
    expect(again.status).toBe(202);
  });

  test.each([
    ["text", "猫が好きです。", []],
    ["a picture", "", [picture]],
  ])("finds its stored message when it is repeated after another model was chosen: %s", async (_name, text, images) => {
    await using opened = await openChanged();
    const { app, before } = opened;
    await put(app, { chatModel: before.model });
    const message = { text, images, responder: before, key: crypto.randomUUID() };
    const sent = await app.send(text, message);
    await app.events(sent.generationId);
    await put(app, { chatModel: "qwen3:8b" });
    const files = () =>
      fs.readdirSync(app.dataDir, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".jpg"));
    const stored = files();
    expect(stored).toHaveLength(images.length);
    const { generationId, conversationId, messageId } = sent;
    expect(await app.send(text, message)).toMatchObject({ generationId, conversationId, messageId });
    expect(files()).toEqual(stored);
    expect((await app.conversation(sent.conversationId!)).messages).toHaveLength(2);

    const other = { ...message, key: crypto.randomUUID() };
    expect((await app.request("POST", "/api/chat", other)).status).toBe(409);
    expect(files()).toEqual(stored);
  });

  test("is refused when the model that it shows as local has become a cloud model", async () => {
    await using opened = await openChanged();
    const { app, upstream, chatsSince } = opened;
    const { responder } = await readStatus(app);
    upstream.models = [{ name: "qwen3:8b", remoteHost: "https://ollama.com:443", capabilities: ["completion"] }];
    await app.json("GET", "/api/llm/models?provider=ollama");
    const response = await app.request("POST", "/api/chat", { text: "秘密です。", responder: shown(responder) });
    expect(response.status).toBe(409);
    expect(chatsSince()).toEqual([]);
  });

  test("follows the settings when it names no responder, as documented", async () => {
    await using opened = await openChanged();
    const { generationId } = await opened.app.send("犬も好きです。");
    expect((await opened.app.events(generationId))[0]).toMatchObject({ responder: { model: "qwen3:8b" } });
  });
});

describe("before the learner has chosen a model", () => {
  const at = (upstream: Upstream, name: string, type: LocalServer["type"]): LocalServer => ({
    name,
    type,
    addresses: [`127.0.0.1:${upstream.port}`],
  });
  const key = { ANTHROPIC_API_KEY: "test-key" };

  test("answers with the local server that was found, and the first message stores that choice", async () => {
    await using ollama = await startUpstream({ protocol: "ollama", models: ["gemma3:4b", "gemma3:12b"] });
    await using app = await openApp({ localServers: [at(ollama, "Ollama", "ollama")] });
    const { responder, choices } = await untilShown(app);
    expect(responder).toMatchObject({ provider: "ollama", model: "gemma3:12b", goesTo: "computer" });
    expect(choices).toEqual([]);
    expect((await app.json<LLMSettings>("GET", "/api/llm/settings")).chosen).toBe(false);
    const { generationId } = await app.send("猫が好きです。", { responder: shown(responder) });
    expect((await app.events(generationId)).at(-1)).toMatchObject({ outcome: "complete" });
    expect(await app.json<LLMSettings>("GET", "/api/llm/settings")).toMatchObject({
      chosen: true,
      provider: "ollama",
      chatModel: "gemma3:12b",
      ollamaUrl: ollama.url,
    });
  });

  test("answers with the model on this computer also when its page did not know of it yet, but with no other", async () => {
    await using ollama = await startUpstream({ protocol: "ollama", models: ["gemma3:12b"] });
    await using app = await openApp({ localServers: [at(ollama, "Ollama", "ollama")] });
    const nobody = { ...shown((await untilShown(app)).responder), model: "" };
    const { generationId } = await app.send("猫が好きです。", { responder: nobody });
    expect((await app.events(generationId)).at(-1)).toMatchObject({ outcome: "complete" });
    // now it is the learner's choice, and a page that shows nobody is out of date
    const again = await app.request("POST", "/api/chat", { text: "犬も好きです。", responder: nobody });
    expect(again.status).toBe(409);
  });

  test("finds all local servers at once and prefers Ollama", async () => {
    await using ollama = await startUpstream({ protocol: "ollama", models: ["llama:8b"] });
    await using studio = await startUpstream({ protocol: "openai", models: ["local"] });
    await using vllm = await startUpstream({ protocol: "openai", models: ["big"] });
    const localServers = [
      at(ollama, "Ollama", "ollama"),
      at(studio, "LM Studio", "openai-compatible"),
      at(vllm, "vLLM", "openai-compatible"),
    ];
    await using app = await openApp({ localServers });
    const { servers } = await app.json<Discovery>("POST", "/api/llm/discover", {});
    expect(servers.map(({ name, suggestion }) => [name, suggestion])).toEqual([
      ["Ollama", "llama:8b"],
      ["LM Studio", "local"],
      ["vLLM", "big"],
    ]);
    expect((await readStatus(app)).responder).toMatchObject({ provider: "ollama", model: "llama:8b" });
    await ollama.close();
    await app.json<Discovery>("POST", "/api/llm/discover", {});
    expect((await readStatus(app)).responder).toMatchObject({ provider: "openai-compatible", model: "local" });
  });

  test("reports no_model when no server is found", async () => {
    await using app = await openApp();
    const { responder } = await readStatus(app);
    expect(responder).toMatchObject({ model: "", state: "no_model" });
    const { generationId } = await app.send("猫が好きです。", { responder: shown(responder) });
    expect((await app.events(generationId)).at(-1)).toMatchObject({ outcome: "failed", error: { code: "no_model" } });
  });

  test("offers a choice and sends nothing to a cloud when only the environment has a key", async () => {
    await using claude = await startUpstream({ protocol: "anthropic" });
    await using ollama = await startUpstream({ protocol: "ollama", models: ["gemma3:12b"] });
    await using app = await openApp({
      environment: { ...key, ANTHROPIC_BASE_URL: claude.url },
      localServers: [at(ollama, "Ollama", "ollama")],
    });
    const { responder, choices } = await untilShown(app);
    expect(choices.map(({ provider, model }) => [provider, model])).toEqual([
      ["anthropic", "claude-sonnet-5-5"],
      ["ollama", "gemma3:12b"],
    ]);
    const { generationId } = await app.send("猫が好きです。", { responder: shown(responder) });
    await app.events(generationId);
    expect(claude.requests).toEqual([]);
    expect(ollama.requests.some(isChat)).toBe(true);
  });

  test("neither uses nor suggests a model whose name says that a local server relays it to a cloud", async () => {
    await using studio = await startUpstream({ protocol: "openai", models: ["gpt-oss:120b-cloud"] });
    await using app = await openApp({ localServers: [at(studio, "LM Studio", "openai-compatible")] });
    const { servers } = await app.json<Discovery>("POST", "/api/llm/discover", {});
    expect(servers).toMatchObject([{ goesTo: "computer", suggestion: null }]);
    const { responder } = await readStatus(app);
    expect(responder).toMatchObject({ model: "", state: "no_model" });
    const { generationId } = await app.send("猫が好きです。", { responder: shown(responder) });
    await app.events(generationId);
    expect(JSON.stringify(studio.requests.map(({ body }) => body))).not.toContain("猫");
  });

  test("waits with a message that names nobody until the running search has ended", async () => {
    await using ollama = await startUpstream({ protocol: "ollama", models: ["gemma3:12b"] });
    await using app = await openApp({ localServers: [at(ollama, "Ollama", "ollama")] });
    ollama.isHalted = true;
    const { responder } = await readStatus(app);
    expect(responder.model).toBe("");
    const sending = app.send("猫が好きです。", { responder: shown(responder) });
    expect((await readStatus(app)).responder.model).toBe(""); // the server has the message, too
    ollama.isHalted = false;
    const { generationId } = await sending;
    expect((await app.events(generationId)).at(-1)).toMatchObject({ outcome: "complete" });
  });

  test("does not count a fallback setting as a choice", async () => {
    await using app = await openApp({ environment: key });
    await put(app, { fallback: { providers: ["anthropic"], allowRemote: true } });
    expect((await readStatus(app)).responder).toMatchObject({ state: "no_model" });
    expect((await app.json<LLMSettings>("GET", "/api/llm/settings")).chosen).toBe(false);
  });

  test("asks Anthropic for clients of the documented API as soon as a key is set", async () => {
    await using claude = await startUpstream({ protocol: "anthropic", models: ["claude-sonnet-5-5"] });
    await using app = await openApp({ environment: { ...key, ANTHROPIC_BASE_URL: claude.url } });
    expect(await readStatus(app)).toMatchObject({ llmProvider: "anthropic", anthropicConfigured: true });
    const { generationId } = await app.send("猫が好きです。");
    expect((await app.events(generationId)).at(-1)).toMatchObject({ outcome: "complete" });
  });

  /** Polls, because the first status may come before the servers have answered. */
  async function untilShown(app: OpenApp): Promise<Status> {
    const status = await readStatus(app);
    return status.responder.state === "no_model" ? untilShown(app) : status;
  }
});
