import { describe, expect, test } from "bun:test";
import { readAnswer } from "#test/upstream/each-provider.ts";
import { startUpstream, type Upstream, type UpstreamOptions } from "#test/upstream/start-upstream.ts";
import { createProvider } from "./index.ts";
import type { LLMStreamOptions } from "./types.ts";

const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const ask: LLMStreamOptions = {
  model: "claude-sonnet-5-5",
  system: "You are a tutor.",
  messages: [{ role: "user", content: "猫が好きです" }],
  maxTokens: 2_000,
};
const open = (options: Partial<UpstreamOptions> = {}) => startUpstream({ protocol: "anthropic", ...options });
const create = ({ url }: Upstream, apiKey: string | null = "test-key") =>
  createProvider({ type: "anthropic", baseUrl: url, apiKey }, 0.01);
const bodies = (upstream: Upstream) => upstream.requests.map(({ body }) => body as Record<string, unknown>);

describe("what is sent", () => {
  test("77. no sampling settings, the system text as it is, pictures before the words with their real type", async () => {
    await using upstream = await open();
    const messages = [
      { role: "user" as const, content: "これは何ですか", images: [`data:image/jpeg;base64,${pixel}`] },
    ];
    await create(upstream).complete({ ...ask, messages, temperature: 0.2 });
    expect(bodies(upstream)).toEqual([
      {
        model: "claude-sonnet-5-5",
        max_tokens: 2_000,
        system: "You are a tutor.",
        stream: true,
        messages: [
          {
            role: "user",
            content: [
              { type: "image", source: { type: "base64", media_type: "image/png", data: pixel } },
              { type: "text", text: "これは何ですか" },
            ],
          },
        ],
      },
    ]);
  });

  test("86. a conversation is cached, a single question is not", async () => {
    await using upstream = await open();
    await create(upstream).complete(ask);
    const messages = [...ask.messages, { role: "assistant" as const, content: "はい" }, ...ask.messages];
    await create(upstream).complete({ ...ask, messages });
    expect(bodies(upstream).map((body) => body.cache_control)).toEqual([undefined, { type: "ephemeral" }]);
  });

  test("87. a title's thinking is off where the model lets it, and has room where it does not", async () => {
    const capabilities = ["vision", "no-thinking"];
    await using upstream = await open({ models: [{ name: "claude-haiku-5-5", capabilities }, "claude-opus-5-5"] });
    const provider = create(upstream);
    await provider.models();
    for (const model of ["claude-haiku-5-5", "claude-opus-5-5"])
      await provider.complete({ ...ask, model, maxTokens: 60 });
    expect(bodies(upstream).slice(1)).toMatchObject([
      { max_tokens: 60, thinking: { type: "disabled" } },
      { max_tokens: 1_024 },
    ]);
    expect(bodies(upstream).at(-1)).not.toHaveProperty("thinking");
  });

  test("89. nothing without a key, and nothing of the environment", async () => {
    await using upstream = await open();
    await using elsewhere = await open();
    const kept = { ...process.env };
    try {
      Object.assign(process.env, {
        ANTHROPIC_BASE_URL: elsewhere.url,
        ANTHROPIC_API_KEY: "test-key",
        ANTHROPIC_AUTH_TOKEN: "test-key",
      });
      expect((await readAnswer(create(upstream, null), ask)).error?.code).toBe("auth");
      expect(await create(upstream, null).probe()).toMatchObject({ ok: false, error: { code: "auth" } });
      expect(upstream.requests).toHaveLength(0);
      await create(upstream).complete(ask);
    } finally {
      for (const name of ["ANTHROPIC_BASE_URL", "ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"])
        if (kept[name] === undefined) delete process.env[name];
        else process.env[name] = kept[name];
    }
    expect(upstream.requests).toHaveLength(1);
    expect(elsewhere.requests).toHaveLength(0);
  });
});

describe("what comes back", () => {
  test("80, 81. thinking is not text; every reason to stop has its meaning", async () => {
    await using upstream = await open({ script: { thinking: "過去形", text: "猫です。", finish: "refusal" } });
    expect((await readAnswer(create(upstream), ask)).result).toMatchObject({
      text: "猫です。",
      thinking: "過去形",
      finish: "refusal",
    });
    upstream.script = { text: "猫です。", finish: "context" };
    expect((await readAnswer(create(upstream), ask)).error).toMatchObject({
      code: "context_overflow",
      info: { partialText: "猫です。" },
    });
  });

  test("82. an error in the middle keeps its kind", async () => {
    await using upstream = await open({
      script: { text: "猫", errorLine: { error: { type: "overloaded_error", message: "Overloaded" } } },
    });
    expect((await readAnswer(create(upstream), ask)).error).toMatchObject({
      code: "overloaded",
      message: "Overloaded",
      info: { partialText: "猫" },
    });
  });

  test("82. events nobody knows yet are passed over", async () => {
    const events = [
      'event: message_start\ndata: {"type":"message_start","message":{"model":"m","usage":{"input_tokens":3,"output_tokens":1,"cache_read_input_tokens":9}}}\n\n',
      'event: message_delta\ndata: {"type":"content_block_delta","index":0,"delta":{"type":"aura_delta","aura":"x"}}\n\n',
      'event: content_block_delta\ndata: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"猫"}}\n\n',
      'event: mystery\ndata: {"type":"mystery"}\n\nevent: ping\ndata: {"type":"ping"}\n\n',
      'event: message_stop\ndata: {"type":"message_stop"}\n\n',
    ];
    await using upstream = await open({ script: { raw: events, headers: { "content-type": "text/event-stream" } } });
    const { result } = await readAnswer(create(upstream), ask);
    expect(result).toMatchObject({ text: "猫", model: "m", usage: { input: 3, output: 1, cacheRead: 9 } });
  });

  test("22. a reason to stop without message_stop is no end", async () => {
    const events = [
      'event: message_start\ndata: {"type":"message_start","message":{"model":"m","usage":{"input_tokens":3}}}\n\n',
      'event: content_block_delta\ndata: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"猫"}}\n\n',
      'event: message_delta\ndata: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":1}}\n\n',
    ];
    await using upstream = await open({ script: { raw: events } });
    expect((await readAnswer(create(upstream), ask)).error?.code).toBe("incomplete");
  });

  test("83. a refusal carries its request's name and a short text", async () => {
    await using upstream = await open();
    const { error } = await readAnswer(create(upstream, "wrong-key"), ask);
    expect(error).toMatchObject({
      code: "auth",
      message: "invalid x-api-key",
      info: { requestId: expect.stringMatching(/^req_/) },
    });
    const missing = await readAnswer(create(upstream), { ...ask, model: "claude-sonnet-4-20250514" });
    expect(missing.error).toMatchObject({ code: "model_not_found", info: { model: "claude-sonnet-4-20250514" } });
  });

  test("a prefilled answer is refused by newer models, and said to be", async () => {
    await using upstream = await open();
    const messages = [...ask.messages, { role: "assistant" as const, content: "猫" }];
    expect((await readAnswer(create(upstream), { ...ask, messages })).error).toMatchObject({
      code: "unsupported",
      info: { status: 400 },
    });
  });
});

test("85. models come from all pages; what is not said is not guessed", async () => {
  const many = Array.from({ length: 130 }, (_, index) => ({ name: `claude-${index}` }));
  await using upstream = await open({
    models: [{ name: "claude-x", displayName: "Claude X", capabilities: ["vision"] }, ...many],
  });
  const models = await create(upstream).models();
  expect(models).toHaveLength(131);
  expect(models[0]).toEqual({ id: "claude-x", label: "Claude X", vision: true, thinking: true });
  expect(models[1]).toEqual({ id: "claude-0", label: "claude-0" });
});
