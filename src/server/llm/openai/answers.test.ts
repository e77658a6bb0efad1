import { describe, expect, test } from "bun:test";
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { readAnswer } from "#test/upstream/each-provider.ts";
import { setUp } from "#test/upstream/one-provider.ts";
import type { Upstream } from "#test/upstream/start-upstream.ts";
import { createProvider } from "#server/llm/index.ts";
import { createKnowledge } from "#server/llm/knowledge.ts";
import type { LLMEvent, LLMResult } from "#server/llm/types.ts";

const { ask, open, create } = setUp("openai-compatible");
const event = (value: object) => `data: ${JSON.stringify(value)}\n\n`;
const say = (delta: object, finish_reason: string | null = null) => event({ choices: [{ delta, finish_reason }] });
const cat = say({ content: "猫" });
const stop = say({}, "stop");
const lastChat = ({ requests }: Upstream) => requests.findLast(({ method }) => method === "POST")?.body;
const done = "data: [DONE]\n\n";

describe("thinking and text", () => {
  test("reads thinking from either field (92)", async () => {
    for (const reasoningField of ["reasoning", "reasoning_content"] as const) {
      await using upstream = await open({ reasoningField, script: { thinking: "過去形", text: "猫" } });
      const { pieces, result } = await readAnswer(create(upstream), ask);
      expect(pieces.join("")).toBe("猫");
      expect(result).toMatchObject({ text: "猫", thinking: "過去形" });
    }
  });

  test("reads thinking from a part of the content (92)", async () => {
    const thinking = [{ type: "thinking", thinking: [{ type: "text", text: "過去形" }] }];
    const raw = [say({ content: thinking }), say({ content: [{ type: "text", text: "猫" }] }), stop];
    await using upstream = await open({ script: { raw } });
    expect((await readAnswer(create(upstream), ask)).result).toMatchObject({ text: "猫", thinking: "過去形" });
  });

  test("reads an answer that comes in one piece (102)", async () => {
    const body = {
      choices: [{ message: { content: "猫です。" }, finish_reason: "stop" }],
      usage: { prompt_tokens: 3, completion_tokens: 2 },
    };
    await using upstream = await open({ script: { body } });
    const { pieces, result } = await readAnswer(create(upstream), ask);
    expect(pieces).toEqual(["猫です。"]);
    expect(result).toMatchObject({ text: "猫です。", usage: { input: 3, output: 2 }, finish: "stop" });
  });

  const strange: [string, object][] = [
    ["content of null", { content: null }],
    ["a role alone", { role: "assistant" }],
    ["tool calls", { content: null, tool_calls: [{ index: 0, function: { name: "look", arguments: "{}" } }] }],
    ["a refusal of null", { content: "", refusal: null }],
    ["no delta", {}],
  ];
  for (const [what, delta] of strange) {
    test(`103. ${what} is passed over`, async () => {
      const empty = event({ choices: [] });
      await using upstream = await open({ script: { raw: [say(delta), empty, cat, event({ choices: null }), stop] } });
      expect((await readAnswer(create(upstream), ask)).result).toMatchObject({ text: "猫", finish: "stop" });
    });
  }

  test("103. a refusal is one, in its own words, though it ends with `stop`", async () => {
    const raw = [say({ refusal: "I cannot " }), say({ refusal: "help with that." }), stop, done];
    await using upstream = await open({ script: { raw } });
    const { result } = await readAnswer(create(upstream), ask);
    expect(result).toMatchObject({ finish: "refusal", text: "", explanation: "I cannot help with that." });
  });

  test("keeps the text when a content filter stops the answer (103)", async () => {
    await using upstream = await open({ script: { text: "猫", finish: "refusal" } });
    expect((await readAnswer(create(upstream), ask)).result).toMatchObject({ finish: "refusal", text: "猫" });
  });
});

describe("93. usage", () => {
  const counted = { prompt_tokens: 11, completion_tokens: 2, total_tokens: 13 };
  const cached = { ...counted, prompt_tokens_details: { cached_tokens: 8 } };
  const cases: [string, string[], LLMResult["usage"]][] = [
    ["in a chunk without choices", [cat, stop, event({ choices: [], usage: counted }), done], { input: 11, output: 2 }],
    [
      "on the last chunk",
      [cat, event({ choices: [{ delta: {}, finish_reason: "stop" }], usage: counted }), done],
      { input: 11, output: 2 },
    ],
    ["of null on all the others", [event({ choices: [{ delta: { content: "猫" } }], usage: null }), stop], undefined],
    ["nowhere", [cat, stop, done], undefined],
    ["in part", [cat, stop, event({ choices: [], usage: { prompt_tokens: 11 } })], { input: 11, output: 0 }],
    [
      "with what came from a cache",
      [cat, stop, event({ choices: [], usage: cached })],
      { input: 3, cacheRead: 8, output: 2 },
    ],
  ];
  for (const [where, raw, usage] of cases) {
    test(`93. usage ${where}`, async () => {
      await using upstream = await open({ script: { raw } });
      const { result } = await readAnswer(create(upstream), ask);
      expect(result?.text).toBe("猫");
      expect(result?.usage).toEqual(usage);
    });
  }

  test("reads usage and llama.cpp's own time (93)", async () => {
    await using upstream = await open({ flavour: "llamacpp", script: { text: "猫です。" } });
    const { result } = await readAnswer(create(upstream), ask);
    expect(result?.usage?.output).toBeGreaterThan(0);
    expect(result?.timings.writingMs).toBe(1_500);
  });
});

describe("94. the end", () => {
  const endings: [string, string[], string][] = [
    ["a finish without [DONE]", [cat, stop], "stop"],
    ["a finish on the last text", [say({ content: "猫" }, "stop")], "stop"],
    ["the limit", [cat, say({}, "length"), done], "length"],
    ["[DONE] without a finish", [cat, done], "incomplete"],
    ["neither", [cat], "incomplete"],
    ["comments between", [": OPENROUTER PROCESSING\n\n", cat, ":\n\n", stop], "stop"],
    ["a server that gave up", [cat, say({}, "error")], "server"],
    ["one that was told to stop", [cat, say({}, "abort")], "server"],
  ];
  for (const [title, raw, expected] of endings) {
    test(`94. ${title}`, async () => {
      await using upstream = await open({ script: { raw } });
      const { text, result, error } = await readAnswer(create(upstream), ask);
      expect(text).toBe("猫");
      expect(String(result?.finish ?? error?.code)).toBe(expected);
    });
  }

  test("reports a broken answer when only [DONE] came (94)", async () => {
    await using upstream = await open({ script: { raw: [done] } });
    expect((await readAnswer(create(upstream), ask)).error?.code).toBe("incomplete");
  });

  test("accepts an answer when the server breaks off after the finish (94)", async () => {
    for (const leave of [() => {}, (response: ServerResponse) => response.destroy()]) {
      const server = createServer((request, response) => {
        if (request.method === "GET") return void response.writeHead(404).end();
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.write(cat + stop, () => leave(response));
      });
      await once(server.listen(0, "127.0.0.1"), "listening");
      const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
      const provider = createProvider({ type: "openai-compatible", baseUrl, apiKey: null }, createKnowledge());
      const { result } = await readAnswer(provider, { ...ask, timeouts: { idleMs: 100 } });
      expect(result).toMatchObject({ text: "猫", finish: "stop" });
      server.close();
    }
  });
});

describe("95. what goes wrong in the middle", () => {
  const message = "the disk is full";
  const failures: [string, string][] = [
    ["an error object", event({ error: { message } })],
    ["an error string", event({ error: message })],
    ["an event called error", `event: error\n${event({ message })}`],
    ["LM Studio's", `event: error\n${event({ error: { message } })}`],
    ["llama.cpp's error field", `error: ${JSON.stringify({ code: 500, message })}\n\n`],
    ["vLLM's", event({ object: "error", message })],
    ["FastAPI's", event({ detail: message })],
    ["OpenRouter's, beside choices", event({ error: { message }, choices: [{ delta: {}, finish_reason: "error" }] })],
    ["an error without an end of line", `data: ${JSON.stringify({ error: { message } })}`],
  ];
  for (const [kind, last] of failures) {
    test(`95. ${kind}`, async () => {
      await using upstream = await open({ script: { raw: [cat, last] } });
      const { text, error } = await readAnswer(create(upstream), ask);
      expect(text).toBe("猫");
      expect(error).toMatchObject({ code: "server", message, info: { partialText: "猫" } });
    });
  }

  for (const flavour of ["plain", "lmstudio", "llamacpp", "vllm"] as const) {
    test(`95. as ${flavour} says it`, async () => {
      await using upstream = await open({ flavour, script: { text: "猫", errorLine: message } });
      const { text, error } = await readAnswer(create(upstream), ask);
      expect(text).toBe("猫");
      expect(error).toMatchObject({ code: "server", message });
    });
  }

  test("does not accept an answer of Ollama's /v1 that just ends (95)", async () => {
    await using upstream = await open({
      flavour: "ollama",
      models: [ask.model],
      script: { text: "猫", errorLine: message },
    });
    const { text, error } = await readAnswer(create(upstream), ask);
    expect(text).toBe("猫");
    expect(error).toMatchObject({ code: "incomplete", info: { partialText: "猫" } });
  });

  test("reads LM Studio's error with status 200 on a wrong path (95)", async () => {
    await using upstream = await open({ flavour: "lmstudio" });
    const astray = createProvider({ type: "openai-compatible", baseUrl: upstream.url }, createKnowledge());
    expect((await readAnswer(astray, ask)).error?.message).toStartWith("Unexpected endpoint");
    expect(await astray.probe()).toMatchObject({ ok: false, error: { code: "wrong_endpoint" } });
  });
});

describe("97. a model that is loading", () => {
  test("waits for a loading model, and reports it (97)", async () => {
    await using upstream = await open({ flavour: "llamacpp" });
    upstream.isLoading = true;
    const answer = readAnswer(create(upstream), ask);
    await upstream.waitForRequest("/v1/chat/completions", 4);
    upstream.isLoading = false;
    const { text, events } = await answer;
    expect(text).toContain("猫");
    expect(events.length).toBeGreaterThanOrEqual(4);
    expect(new Set(events.map(({ type }) => type))).toEqual(new Set(["loading"]));
  });

  test("stops waiting for a loading model at the limit, and at once on Stop (97)", async () => {
    await using upstream = await open({ flavour: "llamacpp" });
    upstream.isLoading = true;
    const late = await readAnswer(create(upstream), { ...ask, timeouts: { firstTokenMs: 2_100 } });
    expect(late.error?.code).toBe("loading");
    // half an hour until it would be asked again
    const slow = createProvider({ type: "openai-compatible", baseUrl: `${upstream.url}/v1` }, createKnowledge(), 1_000);
    const controller = new AbortController();
    const waits = Promise.withResolvers<void>();
    const onEvent = ({ type }: LLMEvent) => type === "loading" && waits.resolve();
    const { result } = slow.stream({ ...ask, signal: controller.signal, onEvent });
    await waits.promise;
    controller.abort();
    const error: unknown = await result.catch((failure: unknown) => failure);
    expect(error).toMatchObject({ code: "aborted" });
  });

  test("reports in Settings that the server is loading (97)", async () => {
    await using upstream = await open({ flavour: "llamacpp" });
    upstream.isLoading = true;
    expect(await create(upstream).probe()).toMatchObject({ ok: false, error: { code: "loading" } });
  });
});

describe("98. a prompt that is too long", () => {
  const long = { ...ask, messages: [{ role: "user" as const, content: "猫".repeat(3_000) }] };
  for (const flavour of ["llamacpp", "lmstudio", "vllm", "plain"] as const) {
    test(`98. as ${flavour} says it, with the window and the prompt`, async () => {
      await using upstream = await open({ flavour, models: [{ name: ask.model, window: 2_048 }] });
      const { error } = await readAnswer(create(upstream), long);
      expect(error).toMatchObject({ code: "context_overflow", info: { contextTokens: 2_048, retryable: false } });
      expect(error?.info.promptTokens).toBeGreaterThan(3_000);
    });
  }

  test("limits the next answer by the learned window (98)", async () => {
    await using upstream = await open({ flavour: "vllm", models: [{ name: ask.model, window: 2_048 }] });
    await readAnswer(create(upstream), long);
    const short = { ...ask, maxTokens: 3_000 };
    expect((await readAnswer(create(upstream), short)).error).toBeNull();
    expect(lastChat(upstream)).toMatchObject({ max_tokens: 768 });
  });

  test("ignores a window too small for a conversation, and keeps a learned one when the list comes again (98)", async () => {
    const error = { message: "too long", type: "exceed_context_size_error", n_ctx: 2, n_prompt_tokens: 9 };
    await using upstream = await open({ models: [{ name: ask.model, contextLength: 32_768 }] });
    upstream.script = { status: 400, body: { error } };
    expect((await readAnswer(create(upstream), ask)).error?.code).toBe("context_overflow");
    upstream.script = { text: "猫" };
    await readAnswer(create(upstream), ask);
    expect(lastChat(upstream)).toMatchObject({ max_tokens: 300 });
    upstream.script = { status: 400, body: { error: { ...error, n_ctx: 600 } } };
    await readAnswer(create(upstream), ask);
    upstream.script = { text: "猫" };
    await readAnswer(create(upstream), ask);
    expect(lastChat(upstream)).toMatchObject({ max_tokens: 225 });
    expect(await create(upstream).models()).toMatchObject([{ contextLength: 600 }]);
    await readAnswer(create(upstream), ask);
    expect(lastChat(upstream)).toMatchObject({ max_tokens: 225 });
    // restarted with another window
    upstream.models = [{ name: ask.model, contextLength: 65_536 }];
    expect(await create(upstream).models()).toMatchObject([{ contextLength: 65_536 }]);
    await readAnswer(create(upstream), ask);
    expect(lastChat(upstream)).toMatchObject({ max_tokens: 300 });
  });
});
