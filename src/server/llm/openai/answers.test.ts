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
const chunk = (delta: object, finish_reason: string | null = null) => event({ choices: [{ delta, finish_reason }] });
const cat = chunk({ content: "猫" });
const stop = chunk({}, "stop");
const lastChat = ({ requests }: Upstream) => requests.findLast(({ method }) => method === "POST")?.body;
const done = "data: [DONE]\n\n";

describe("thinking and text", () => {
  test("reads thinking from either reasoning field (92)", async () => {
    for (const reasoningField of ["reasoning", "reasoning_content"] as const) {
      await using upstream = await open({ reasoningField, script: { thinking: "過去形", text: "猫" } });
      const { pieces, result } = await readAnswer(create(upstream), ask);
      expect(pieces.join("")).toBe("猫");
      expect(result).toMatchObject({ text: "猫", thinking: "過去形" });
    }
  });

  test("reads thinking from content parts of type `thinking` (92)", async () => {
    const thinking = [{ type: "thinking", thinking: [{ type: "text", text: "過去形" }] }];
    const raw = [chunk({ content: thinking }), chunk({ content: [{ type: "text", text: "猫" }] }), stop];
    await using upstream = await open({ script: { raw } });
    expect((await readAnswer(create(upstream), ask)).result).toMatchObject({ text: "猫", thinking: "過去形" });
  });

  test("accepts an answer in one piece of JSON (102)", async () => {
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
    test(`ignores ${what} (103)`, async () => {
      const empty = event({ choices: [] });
      await using upstream = await open({
        script: { raw: [chunk(delta), empty, cat, event({ choices: null }), stop] },
      });
      expect((await readAnswer(create(upstream), ask)).result).toMatchObject({ text: "猫", finish: "stop" });
    });
  }

  test("reports a refusal with its explanation although the stream ends with `stop` (103)", async () => {
    const raw = [chunk({ refusal: "I cannot " }), chunk({ refusal: "help with that." }), stop, done];
    await using upstream = await open({ script: { raw } });
    const { result } = await readAnswer(create(upstream), ask);
    expect(result).toMatchObject({ finish: "refusal", text: "", explanation: "I cannot help with that." });
  });

  test("keeps the text so far when a content filter steps in (103)", async () => {
    await using upstream = await open({ script: { text: "猫", finish: "refusal" } });
    expect((await readAnswer(create(upstream), ask)).result).toMatchObject({ finish: "refusal", text: "猫" });
  });
});

describe("usage (93)", () => {
  const counted = { prompt_tokens: 11, completion_tokens: 2, total_tokens: 13 };
  const cached = { ...counted, prompt_tokens_details: { cached_tokens: 8 } };
  const cases: [string, string[], LLMResult["usage"]][] = [
    [
      "from a chunk without choices",
      [cat, stop, event({ choices: [], usage: counted }), done],
      { input: 11, output: 2 },
    ],
    [
      "from the last chunk",
      [cat, event({ choices: [{ delta: {}, finish_reason: "stop" }], usage: counted }), done],
      { input: 11, output: 2 },
    ],
    ["as absent when it is null", [event({ choices: [{ delta: { content: "猫" } }], usage: null }), stop], undefined],
    ["as absent when the server sends none", [cat, stop, done], undefined],
    [
      "when one count is missing",
      [cat, stop, event({ choices: [], usage: { prompt_tokens: 11 } })],
      { input: 11, output: 0 },
    ],
    [
      "with tokens from the cache",
      [cat, stop, event({ choices: [], usage: cached })],
      { input: 3, cacheRead: 8, output: 2 },
    ],
  ];
  for (const [where, raw, usage] of cases) {
    test(`reads usage ${where} (93)`, async () => {
      await using upstream = await open({ script: { raw } });
      const { result } = await readAnswer(create(upstream), ask);
      expect(result?.text).toBe("猫");
      expect(result?.usage).toEqual(usage);
    });
  }

  test("reads usage and timings from llama.cpp (93)", async () => {
    await using upstream = await open({ flavour: "llamacpp", script: { text: "猫です。" } });
    const { result } = await readAnswer(create(upstream), ask);
    expect(result?.usage?.output).toBeGreaterThan(0);
    expect(result?.timings.writingMs).toBe(1_500);
  });
});

describe("the end of a stream (94)", () => {
  const endings: [string, string[], string][] = [
    ["a finish reason without [DONE]", [cat, stop], "stop"],
    ["a finish reason on the last text", [chunk({ content: "猫" }, "stop")], "stop"],
    ["the token limit", [cat, chunk({}, "length"), done], "length"],
    ["[DONE] without a finish reason", [cat, done], "incomplete"],
    ["neither", [cat], "incomplete"],
    ["comments between the events", [": OPENROUTER PROCESSING\n\n", cat, ":\n\n", stop], "stop"],
    ["the finish reason `error`", [cat, chunk({}, "error")], "server"],
    ["the finish reason `abort`", [cat, chunk({}, "abort")], "server"],
  ];
  for (const [title, raw, expected] of endings) {
    test(`ends with ${expected} after ${title} (94)`, async () => {
      await using upstream = await open({ script: { raw } });
      const { text, result, error } = await readAnswer(create(upstream), ask);
      expect(text).toBe("猫");
      expect(String(result?.finish ?? error?.code)).toBe(expected);
    });
  }

  test("throws `incomplete` when [DONE] is the only event (94)", async () => {
    await using upstream = await open({ script: { raw: [done] } });
    expect((await readAnswer(create(upstream), ask)).error?.code).toBe("incomplete");
  });

  test("ignores silence and connection errors after the finish reason (94)", async () => {
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

describe("an error in the middle of a stream (95)", () => {
  const message = "the disk is full";
  const failures: [string, string][] = [
    ["an error object", event({ error: { message } })],
    ["an error string", event({ error: message })],
    ["an event called error", `event: error\n${event({ message })}`],
    ["LM Studio's error event", `event: error\n${event({ error: { message } })}`],
    ["llama.cpp's error field", `error: ${JSON.stringify({ code: 500, message })}\n\n`],
    ["vLLM's error object", event({ object: "error", message })],
    ["FastAPI's detail", event({ detail: message })],
    [
      "OpenRouter's error beside choices",
      event({ error: { message }, choices: [{ delta: {}, finish_reason: "error" }] }),
    ],
    ["an error without a line end", `data: ${JSON.stringify({ error: { message } })}`],
  ];
  for (const [kind, last] of failures) {
    test(`reads ${kind} (95)`, async () => {
      await using upstream = await open({ script: { raw: [cat, last] } });
      const { text, error } = await readAnswer(create(upstream), ask);
      expect(text).toBe("猫");
      expect(error).toMatchObject({ code: "server", message, info: { partialText: "猫" } });
    });
  }

  for (const flavour of ["plain", "lmstudio", "llamacpp", "vllm"] as const) {
    test(`reads the error of ${flavour} (95)`, async () => {
      await using upstream = await open({ flavour, script: { text: "猫", errorLine: message } });
      const { text, error } = await readAnswer(create(upstream), ask);
      expect(text).toBe("猫");
      expect(error).toMatchObject({ code: "server", message });
    });
  }

  test("throws `incomplete` when Ollama's dialect swallows the error (95)", async () => {
    await using upstream = await open({
      flavour: "ollama",
      models: [ask.model],
      script: { text: "猫", errorLine: message },
    });
    const { text, error } = await readAnswer(create(upstream), ask);
    expect(text).toBe("猫");
    expect(error).toMatchObject({ code: "incomplete", info: { partialText: "猫" } });
  });

  test("recognises the error that LM Studio sends with status 200 on a wrong path (95)", async () => {
    await using upstream = await open({ flavour: "lmstudio" });
    const astray = createProvider({ type: "openai-compatible", baseUrl: upstream.url }, createKnowledge());
    expect((await readAnswer(astray, ask)).error?.message).toStartWith("Unexpected endpoint");
    expect(await astray.probe()).toMatchObject({ ok: false, error: { code: "wrong_endpoint" } });
  });
});

describe("a model that is loading (97)", () => {
  test("is polled until it answers, with loading events (97)", async () => {
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

  test("is polled no longer than the first-token limit, and Stop ends the wait at once (97)", async () => {
    await using upstream = await open({ flavour: "llamacpp" });
    upstream.isLoading = true;
    const late = await readAnswer(create(upstream), { ...ask, timeouts: { firstTokenMs: 2_100 } });
    expect(late.error?.code).toBe("loading");
    // the next poll is half an hour away
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

  test("is reported as `loading` by the probe (97)", async () => {
    await using upstream = await open({ flavour: "llamacpp" });
    upstream.isLoading = true;
    expect(await create(upstream).probe()).toMatchObject({ ok: false, error: { code: "loading" } });
  });
});

describe("a prompt that is too long (98)", () => {
  const long = { ...ask, messages: [{ role: "user" as const, content: "猫".repeat(3_000) }] };
  for (const flavour of ["llamacpp", "lmstudio", "vllm", "plain"] as const) {
    test(`is reported with both sizes as ${flavour} phrases it (98)`, async () => {
      await using upstream = await open({ flavour, models: [{ name: ask.model, window: 2_048 }] });
      const { error } = await readAnswer(create(upstream), long);
      expect(error).toMatchObject({ code: "context_overflow", info: { contextTokens: 2_048, retryable: false } });
      expect(error?.info.promptTokens).toBeGreaterThan(3_000);
    });
  }

  test("teaches the context window, which also limits the next answer (98)", async () => {
    await using upstream = await open({ flavour: "vllm", models: [{ name: ask.model, window: 2_048 }] });
    await readAnswer(create(upstream), long);
    const short = { ...ask, maxTokens: 3_000 };
    expect((await readAnswer(create(upstream), short)).error).toBeNull();
    expect(lastChat(upstream)).toMatchObject({ max_tokens: 768 });
  });

  test("teaches no window too small for a conversation, and a new list does not overwrite a learned one (98)", async () => {
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
    // the server was restarted with another window
    upstream.models = [{ name: ask.model, contextLength: 65_536 }];
    expect(await create(upstream).models()).toMatchObject([{ contextLength: 65_536 }]);
    await readAnswer(create(upstream), ask);
    expect(lastChat(upstream)).toMatchObject({ max_tokens: 300 });
  });
});
