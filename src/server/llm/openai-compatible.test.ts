import { describe, expect, test } from "bun:test";
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { readAnswer } from "#test/upstream/each-provider.ts";
import { startUpstream, type Upstream, type UpstreamOptions } from "#test/upstream/start-upstream.ts";
import { createProvider } from "./index.ts";
import type { LLMStreamOptions } from "./types.ts";

const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const ask: LLMStreamOptions = {
  model: "google/gemma-3-12b",
  system: "You are a tutor.",
  messages: [{ role: "user", content: "猫が好きです" }],
  maxTokens: 300,
};
const open = (options: Partial<UpstreamOptions> = {}) => startUpstream({ protocol: "openai", ...options });
const create = ({ url }: Upstream, apiKey: string | null = null) =>
  createProvider({ type: "openai-compatible", baseUrl: `${url}/v1`, apiKey }, 0.01);
const bodies = (upstream: Upstream) => upstream.requests.map(({ body }) => body as Record<string, unknown>);
const event = (value: object) => `data: ${JSON.stringify(value)}\n\n`;
const stop = event({ choices: [{ delta: {}, finish_reason: "stop" }] });

describe("what is sent", () => {
  test("101. plain strings, and parts only where there is a picture", async () => {
    await using upstream = await open();
    const messages = [
      { role: "user" as const, content: "何", images: [pixel] },
      { role: "assistant" as const, content: "猫" },
      { role: "user" as const, content: "はい" },
    ];
    await create(upstream).complete({ ...ask, messages, temperature: 0.3 });
    expect(bodies(upstream)).toEqual([
      {
        model: "google/gemma-3-12b",
        max_tokens: 300,
        temperature: 0.3,
        stream: true,
        stream_options: { include_usage: true },
        messages: [
          { role: "system", content: "You are a tutor." },
          {
            role: "user",
            content: [
              { type: "image_url", image_url: { url: `data:image/png;base64,${pixel}` } },
              { type: "text", text: "何" },
            ],
          },
          { role: "assistant", content: "猫" },
          { role: "user", content: "はい" },
        ],
      },
    ]);
  });

  test("91. a key where there is one, and no header where there is none", async () => {
    await using upstream = await open();
    await create(upstream).complete(ask);
    await create(upstream, "geheim").complete(ask);
    expect(upstream.requests.map(({ headers }) => headers.authorization)).toEqual([undefined, "Bearer geheim"]);
  });

  test("96. the least, once a server has refused a field; and it is remembered", async () => {
    await using upstream = await open({
      script: ({ body }) =>
        "stream_options" in body
          ? { status: 400, error: "[{'type': 'extra_forbidden', 'loc': ('body', 'stream_options')}]" }
          : { text: "猫です。" },
    });
    expect(await create(upstream).complete({ ...ask, temperature: 1 })).toBe("猫です。");
    expect(await create(upstream).complete(ask)).toBe("猫です。");
    expect(bodies(upstream).map((body) => Object.keys(body).sort().join())).toEqual([
      "max_tokens,messages,model,stream,stream_options,temperature",
      "max_tokens,messages,model,stream",
      "max_tokens,messages,model,stream",
    ]);
  });

  test("96. max_completion_tokens only where the server asks for it", async () => {
    await using upstream = await open({
      script: ({ body }) =>
        "max_tokens" in body
          ? { status: 400, error: "Unsupported parameter: use 'max_completion_tokens' instead." }
          : { text: "猫です。" },
    });
    expect(await create(upstream).complete(ask)).toBe("猫です。");
    expect(bodies(upstream)[1]).toMatchObject({ max_completion_tokens: 300 });
  });
});

describe("what comes back", () => {
  test("92. reasoning in either field is thinking", async () => {
    for (const reasoningField of ["reasoning", "reasoning_content"] as const) {
      await using upstream = await open({ reasoningField, script: { thinking: "過去形", text: "猫" } });
      expect((await readAnswer(create(upstream), ask)).result).toMatchObject({ text: "猫", thinking: "過去形" });
    }
  });

  const endings: [string, string[], string][] = [
    ["94. a finish without [DONE]", [event({ choices: [{ delta: { content: "猫" } }] }), stop], "stop"],
    [
      "94. [DONE] without a finish",
      [event({ choices: [{ delta: { content: "猫" } }] }), "data: [DONE]\n\n"],
      "incomplete",
    ],
    [
      "103. a refusal",
      [
        event({ choices: [{ delta: { refusal: "no", content: "猫" } }] }),
        event({ choices: [{ delta: {}, finish_reason: "content_filter" }] }),
      ],
      "refusal",
    ],
    [
      "103. deltas of nothing and tools",
      [
        event({ choices: [{ delta: { content: null, tool_calls: [{ index: 0 }] } }] }),
        event({ choices: [{ delta: { content: "猫" } }] }),
        stop,
      ],
      "stop",
    ],
    [
      "20. comments between",
      [": OPENROUTER PROCESSING\n\n", event({ choices: [{ delta: { content: "猫" } }] }), ":\n\n", stop],
      "stop",
    ],
  ];
  for (const [title, raw, expected] of endings) {
    test(title, async () => {
      await using upstream = await open({ script: { raw } });
      const { text, result, error } = await readAnswer(create(upstream), ask);
      expect(text).toBe("猫");
      expect(String(result?.finish ?? error?.code)).toBe(expected);
    });
  }

  test("94. a server that goes silent or breaks off after the finish has said all", async () => {
    for (const leave of [() => {}, (response: ServerResponse) => response.destroy()]) {
      const server = createServer((_request, response) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.write(event({ choices: [{ delta: { content: "猫" } }] }) + stop, () => leave(response));
      });
      await once(server.listen(0, "127.0.0.1"), "listening");
      const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
      const provider = createProvider({ type: "openai-compatible", baseUrl, apiKey: null });
      const { result } = await readAnswer(provider, { ...ask, timeouts: { idleMs: 100 } });
      expect(result).toMatchObject({ text: "猫", finish: "stop" });
      server.close();
    }
  });

  const failures: [string, string][] = [
    ["an error object", event({ error: { message: "the disk is full" } })],
    ["an error string", event({ error: "the disk is full" })],
    ["an event called error", `event: error\n${event({ message: "the disk is full" })}`],
    ["llama.cpp's error field", `error: ${JSON.stringify({ code: 500, message: "the disk is full" })}\n\n`],
    ["vLLM's", event({ object: "error", message: "the disk is full" })],
    ["FastAPI's", event({ detail: "the disk is full" })],
  ];
  for (const [title, failure] of failures) {
    test(`95. ${title} in the middle`, async () => {
      await using upstream = await open({
        script: { raw: [event({ choices: [{ delta: { content: "猫" } }] }), failure] },
      });
      const { error } = await readAnswer(create(upstream), ask);
      expect(error).toMatchObject({ code: "server", message: "the disk is full", info: { partialText: "猫" } });
    });
  }

  test("97. a model that is loading is waited for, and it is said", async () => {
    await using upstream = await open({
      script: (_chat, index) =>
        index < 4
          ? { status: 503, body: { error: { code: 503, message: "Loading model", type: "unavailable_error" } } }
          : { text: "猫" },
    });
    const { text, events } = await readAnswer(create(upstream), ask);
    expect(text).toBe("猫");
    expect(events).toEqual(Array(4).fill({ type: "loading" }));
    upstream.script = { status: 503, body: { error: { message: "Loading model" } } };
    const late = await readAnswer(create(upstream), { ...ask, timeouts: { firstTokenMs: 2_100 } });
    expect(late.error?.code).toBe("loading");
  });

  test("98. a full window is a code of its own", async () => {
    const error = {
      code: 400,
      message: "request exceeds the available context size",
      type: "exceed_context_size_error",
      n_ctx: 8_192,
    };
    await using upstream = await open({ script: { status: 400, body: { error } } });
    expect((await readAnswer(create(upstream), ask)).error?.code).toBe("context_overflow");
  });

  test("102. an answer in one piece", async () => {
    const body = {
      choices: [{ message: { content: "猫です。" }, finish_reason: "stop" }],
      usage: { prompt_tokens: 3, completion_tokens: 2 },
    };
    await using upstream = await open({ script: { body } });
    expect((await readAnswer(create(upstream), ask)).result).toMatchObject({
      text: "猫です。",
      usage: { input: 3, output: 2 },
    });
  });

  test("says what LM Studio says with status 200 on a wrong path", async () => {
    await using upstream = await open({ errorShape: "string" });
    const astray = createProvider({ type: "openai-compatible", baseUrl: upstream.url, apiKey: null });
    expect((await readAnswer(astray, ask)).error?.message).toStartWith("Unexpected endpoint");
    expect(await astray.probe()).toMatchObject({ ok: false, error: { code: "wrong_endpoint" } });
  });
});

describe("models", () => {
  test("99, 100. are listed with what the server says", async () => {
    await using upstream = await open({
      models: [{ name: "sees", capabilities: ["vision"], contextLength: 4_096 }, "plain"],
    });
    expect(await create(upstream).models()).toEqual([
      { id: "sees", vision: true, contextLength: 4_096 },
      { id: "plain" },
    ]);
  });

  test("99. need a key where the server needs one", async () => {
    await using upstream = await open({ key: "geheim" });
    expect(await create(upstream).probe()).toMatchObject({ ok: false, error: { code: "auth" } });
    expect(await create(upstream, "geheim").listModels()).toHaveLength(2);
  });
});
