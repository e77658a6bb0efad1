import { describe, expect, test } from "bun:test";
import { readAnswer } from "#test/upstream/each-provider.ts";
import { setUp } from "#test/upstream/one-provider.ts";
import type { Upstream } from "#test/upstream/start-upstream.ts";

const { ask: question, open, create } = setUp("anthropic");
const ask = { ...question, maxTokens: 2_000 };

/** The requests for an answer. While one is late, as on a busy computer, the provider also looks whether the server lives. */
const asked = ({ requests }: Upstream) => requests.filter(({ path }) => path === "/v1/messages");

const event = (type: string, rest: object = {}) => `event: ${type}\ndata: ${JSON.stringify({ type, ...rest })}\n\n`;

describe("Anthropic's response", () => {
  test("keeps thinking out of the text, and joins several text blocks (80)", async () => {
    const block = (index: number, start: object, delta: object) =>
      event("content_block_start", { index, content_block: start }) +
      event("content_block_delta", { index, delta }) +
      event("content_block_stop", { index });
    const text = (index: number, said: string) =>
      block(index, { type: "text", text: "" }, { type: "text_delta", text: said });
    const thought = { type: "thinking_delta", thinking: "過去形" };
    const raw = [
      event("message_start", { message: { model: "m", usage: { input_tokens: 3 } } }),
      block(0, { type: "thinking", thinking: "", signature: "" }, thought),
      text(1, "猫が"),
      block(2, { type: "redacted_thinking", data: "eA==" }, { type: "signature_delta", signature: "c2ln" }),
      text(3, "好き。"),
      event("message_delta", { delta: { stop_reason: "end_turn" }, usage: { output_tokens: 5 } }),
      event("message_stop"),
    ];
    await using upstream = await open({ script: { raw, headers: { "content-type": "text/event-stream" } } });
    const { pieces, result } = await readAnswer(create(upstream), ask);
    expect(pieces).toEqual(["猫が", "好き。"]);
    expect(result).toMatchObject({ text: "猫が好き。", thinking: "過去形", finish: "stop" });
    expect(await create(upstream).complete(ask)).toBe("猫が好き。");
  });

  test("reads the stop reasons end, limit and refusal with its explanation (81)", async () => {
    await using upstream = await open();
    const finishes = [
      ["stop", "stop"],
      ["length", "length"],
      ["refusal", "refusal"],
      ["absent", "stop"],
    ] as const;
    for (const [finish, expected] of finishes) {
      upstream.script = { text: "猫です。", finish };
      const { result } = await readAnswer(create(upstream), ask);
      expect(result).toMatchObject({ text: "猫です。", finish: expected });
      expect(result).not.toHaveProperty("explanation");
    }
    upstream.script = { text: "猫", finish: "refusal", explanation: "This could be used to do harm." };
    const { result } = await readAnswer(create(upstream), ask);
    expect(result).toMatchObject({ finish: "refusal", text: "猫", explanation: "This could be used to do harm." });
  });

  test("keeps the text when the context window becomes full (81)", async () => {
    await using upstream = await open({ script: { text: "猫です。", finish: "context" } });
    const { text, error } = await readAnswer(create(upstream), ask);
    expect(text).toBe("猫です。");
    expect(error).toMatchObject({ code: "context_overflow", info: { partialText: "猫です。", retryable: false } });
  });

  const tooLong = [
    "prompt is too long: 210345 tokens > 200000 maximum",
    "input length and `max_tokens` exceed context limit: 210345 + 8192 > 200000, decrease input length or `max_tokens`",
  ];
  for (const error of tooLong) {
    test(`reports both sizes of a prompt that does not fit: ${error.slice(0, 30)}… (81)`, async () => {
      await using upstream = await open({ script: { status: 400, error } });
      expect((await readAnswer(create(upstream), ask)).error).toMatchObject({
        code: "context_overflow",
        message: error,
        info: { contextTokens: 200_000, promptTokens: 210_345 },
      });
      expect(asked(upstream)).toHaveLength(1);
    });
  }

  test("keeps the code of an error in the middle of the stream (82)", async () => {
    await using upstream = await open({
      script: { text: "猫", errorLine: { error: { type: "overloaded_error", message: "Overloaded" } } },
    });
    expect((await readAnswer(create(upstream), ask)).error).toMatchObject({
      code: "overloaded",
      message: "Overloaded",
      info: { partialText: "猫" },
    });
  });

  test("ignores unknown events (82)", async () => {
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

  const counts: [string, start: object | null, end: object | undefined, expected: object][] = [
    [
      "message_delta corrects an estimate (Ollama)",
      { input_tokens: 460, output_tokens: 1 },
      { input_tokens: 577, output_tokens: 5 },
      { input: 577, output: 5 },
    ],
    [
      "message_delta has the count that message_start left at 0 (LiteLLM)",
      { input_tokens: 0, output_tokens: 0 },
      { input_tokens: 20, output_tokens: 5 },
      { input: 20, output: 5 },
    ],
    [
      "message_delta does not repeat the prompt",
      { input_tokens: 20, output_tokens: 1 },
      { output_tokens: 5 },
      { input: 20, output: 5 },
    ],
    [
      "message_delta has 0 for the prompt",
      { input_tokens: 20, output_tokens: 1 },
      { input_tokens: 0, output_tokens: 5 },
      { input: 20, output: 5 },
    ],
    ["there is no message_start (llama.cpp)", null, { output_tokens: 5 }, { output: 5 }],
    ["message_start has 0 and message_delta nothing", { input_tokens: 0, output_tokens: 0 }, undefined, {}],
    [
      "the whole prompt is in the cache",
      { input_tokens: 0, cache_read_input_tokens: 90, output_tokens: 1 },
      { output_tokens: 5 },
      { input: 0, cacheRead: 90, output: 5 },
    ],
  ];
  test.each(counts)(
    "takes each token count from the last event that has it when %s",
    async (_name, start, end, expected) => {
      const raw = [
        start ? event("message_start", { message: { model: "m", usage: start } }) : "",
        event("content_block_delta", { index: 0, delta: { type: "text_delta", text: "猫" } }),
        event("message_delta", { delta: { stop_reason: "end_turn" }, ...(end && { usage: end }) }),
        event("message_stop"),
      ];
      await using upstream = await open({ script: { raw, headers: { "content-type": "text/event-stream" } } });
      const { result } = await readAnswer(create(upstream), ask);
      expect(result).toMatchObject({ text: "猫", finish: "stop" });
      expect<unknown>(result?.usage).toEqual(expected);
    },
  );

  test("is incomplete when a stop reason is not followed by message_stop (22)", async () => {
    const events = [
      'event: message_start\ndata: {"type":"message_start","message":{"model":"m","usage":{"input_tokens":3}}}\n\n',
      'event: content_block_delta\ndata: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"猫"}}\n\n',
      'event: message_delta\ndata: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":1}}\n\n',
    ];
    await using upstream = await open({ script: { raw: events } });
    expect((await readAnswer(create(upstream), ask)).error?.code).toBe("incomplete");
  });

  const statuses: [number, string, boolean][] = [
    [401, "auth", false],
    [402, "billing", false],
    [403, "permission", false],
    [404, "model_not_found", false],
    [413, "too_large", false],
    [429, "rate_limited", true],
    [500, "server", false],
    [529, "overloaded", true],
  ];
  for (const [status, code, retryable] of statuses) {
    test(`maps status ${status} to ${code}, with the request id and a short message (83)`, async () => {
      const said = `model: ${"long ".repeat(300)}`;
      await using upstream = await open({ script: { status, error: said, headers: { "retry-after": "3600" } } });
      const { error } = await readAnswer(create(upstream), ask);
      expect(error).toMatchObject({
        code,
        info: { status, retryable, requestId: expect.stringMatching(/^req_/), provider: "anthropic" },
      });
      expect(error?.message).toStartWith("model: long long");
      expect(error?.message.length).toBeLessThanOrEqual(500);
    });
  }

  test("waits for a Retry-After of a second, and reports one of an hour (83)", async () => {
    await using upstream = await open();
    upstream.script = (_request, index) =>
      index === 0 ? { status: 429, error: "slow down", headers: { "retry-after": "1" } } : { text: "猫です。" };
    const waited = await readAnswer(create(upstream), ask);
    expect(waited.text).toBe("猫です。");
    expect(waited.events).toEqual([{ type: "retrying", inMs: expect.any(Number), code: "rate_limited" }]);
    const [event] = waited.events;
    expect(event?.type === "retrying" && event.inMs).toBeWithin(1_000, 1_200);
    upstream.script = { status: 429, error: "slow down", headers: { "retry-after": "3600" } };
    const refused = await readAnswer(create(upstream), ask);
    expect(refused.error).toMatchObject({ code: "rate_limited", info: { retryAfterMs: 3_600_000 } });
    expect(refused.events).toEqual([]);
    expect(asked(upstream)).toHaveLength(3);
  });

  test("includes the request id in an error in the middle of the stream (83)", async () => {
    const error = { error: { type: "api_error", message: "Internal server error" } };
    await using upstream = await open({ script: { text: "猫", errorLine: error } });
    expect((await readAnswer(create(upstream), ask)).error).toMatchObject({
      code: "server",
      message: "Internal server error",
      info: { requestId: expect.stringMatching(/^req_/), partialText: "猫" },
    });
  });

  test("does not retry with a refused key (83)", async () => {
    await using upstream = await open();
    const { error } = await readAnswer(create(upstream, "wrong-key"), ask);
    expect(error).toMatchObject({ code: "auth", message: "invalid x-api-key" });
    expect(asked(upstream)).toHaveLength(1);
  });

  test("reports `unsupported` when a newer model refuses a prefilled answer", async () => {
    await using upstream = await open();
    const messages = [...ask.messages, { role: "assistant" as const, content: "猫" }];
    expect((await readAnswer(create(upstream), { ...ask, messages })).error).toMatchObject({
      code: "unsupported",
      info: { status: 400 },
    });
  });
});
