import { describe, expect, test } from "bun:test";
import { onePixel } from "#test/llm-images.ts";
import { readAnswer } from "#test/upstream/each-provider.ts";
import { setUp } from "#test/upstream/one-provider.ts";
import type { Upstream } from "#test/upstream/start-upstream.ts";
import { isPromptTruncated } from "#server/llm/answer/prompt-truncated.ts";
import type { JsonSchema } from "#server/llm/types.ts";

const { ask, open, create } = setUp("ollama");

type Body = Record<string, unknown> & {
  messages: { role: string; content: string; images?: string[] }[];
  options: Record<string, number>;
};
const bodies = (upstream: Upstream) =>
  upstream.requests.filter(({ path }) => path === "/api/chat").map(({ body }) => body as Body);

describe("a request to Ollama", () => {
  test("uses the same load options for chats and titles, so the model is loaded once (36, 37)", async () => {
    await using upstream = await open();
    const provider = create(upstream);
    await provider.complete(ask);
    await provider.models();
    await provider.complete({ ...ask, maxTokens: 30, temperature: 0.2, system: "Make a title." });
    await create(upstream).complete({
      ...ask,
      messages: [...ask.messages, { role: "assistant", content: "はい" }, ...ask.messages],
    });
    expect(bodies(upstream).map(({ options }) => options)).toEqual([
      { num_ctx: 8_192, num_predict: 300 },
      { num_ctx: 8_192, num_predict: 30, temperature: 0.2 },
      { num_ctx: 8_192, num_predict: 300 },
    ]);
    expect(upstream.loads).toHaveLength(1);
  });

  test("sends only fields that Ollama reads, and forbids it to cut the prompt (36, 39)", async () => {
    await using upstream = await open();
    await create(upstream).complete({ ...ask, temperature: 0 });
    const [body] = bodies(upstream);
    expect(Object.keys(body ?? {}).sort()).toEqual([
      "messages",
      "model",
      "options",
      "shift",
      "stream",
      "think",
      "truncate",
    ]);
    expect(body).toMatchObject({ truncate: false, shift: false });
    expect(body?.options).toEqual({ num_ctx: 8_192, num_predict: 300, temperature: 0 });
    expect<unknown>(body?.messages).toEqual([{ role: "system", content: "You are a tutor." }, ...ask.messages]);
  });

  test("asks for no larger context window than the model has (38)", async () => {
    await using upstream = await open({
      models: [{ name: "small:1b", contextLength: 4_096, capabilities: ["completion"] }, "gemma3:12b"],
    });
    const provider = create(upstream);
    await provider.models();
    await provider.complete({ ...ask, model: "small:1b", contextTokens: 32_768 });
    // for a model that was not looked up: the setting, or the default
    await provider.complete({ ...ask, contextTokens: 16_384 });
    await provider.complete(ask);
    expect(bodies(upstream).map(({ options }) => options.num_ctx)).toEqual([4_096, 16_384, 8_192]);
  });

  test("sends keep_alive as configured, and omits it when unset (42)", async () => {
    await using upstream = await open();
    const provider = create(upstream);
    await provider.complete({ ...ask, keepAlive: "30m" });
    await provider.complete({ ...ask, keepAlive: -1 });
    await provider.complete(ask);
    expect(bodies(upstream).map((body) => body.keep_alive)).toEqual(["30m", -1, undefined]);
  });

  test("sends a picture as plain base64", async () => {
    await using upstream = await open();
    const message = { role: "user" as const, content: "これは何ですか" };
    await create(upstream).complete({ ...ask, messages: [{ ...message, images: [onePixel] }] });
    expect(bodies(upstream)[0]?.messages).toEqual([expect.anything(), { ...message, images: [onePixel.base64] }]);
  });

  test("turns thinking off by default, and omits `think` for models that cannot think (45)", async () => {
    await using upstream = await open();
    const provider = create(upstream);
    await provider.complete({ ...ask, model: "qwen3:8b" });
    await provider.models();
    for (const model of ["qwen3:8b", "gemma3:12b"]) await provider.complete({ ...ask, model });
    await provider.complete({ ...ask, model: "qwen3:8b", think: true });
    expect(bodies(upstream).map(({ think }) => think)).toEqual([false, false, undefined, true]);
  });

  test("asks again without `think` when the model refuses it (45)", async () => {
    await using upstream = await open({ script: { text: "猫です。" } });
    const answer = await readAnswer(create(upstream), { ...ask, think: true });
    expect(answer.text).toBe("猫です。");
    expect(bodies(upstream).map(({ think }) => think)).toEqual([true, undefined]);
  });

  test("sends a schema without `$schema`, repeats it in words, limits the length and sets temperature 0 (46)", async () => {
    await using upstream = await open({ script: { text: '{"lines":["猫"]}' } });
    const provider = create(upstream);
    const schema: JsonSchema = {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      type: "object",
      properties: {
        lines: { type: "array", items: { type: "string" }, description: "each line as it stands" },
        kind: { enum: ["sign", "subtitle"] },
      },
      required: ["lines"],
    };
    const question = { ...ask, schema: { name: "lines", schema }, maxTokens: 50_000 };
    await provider.complete(question);
    await provider.complete({ ...question, maxTokens: 200, temperature: 0.5 });
    const [first, second] = bodies(upstream);
    const { $schema: _, ...bare } = schema;
    expect(first?.format).toEqual(bare);
    expect(first?.options).toEqual({ num_ctx: 8_192, num_predict: 4_096, temperature: 0 });
    expect(second?.options).toMatchObject({ num_predict: 200, temperature: 0.5 });
    const [system] = first?.messages ?? [];
    expect(system?.content).toStartWith("You are a tutor.\n\n");
    expect(system?.content).toContain('- "lines": each line as it stands; a list, each of which is text');
    expect(system?.content).toContain('- "kind" (may be left out): one of "sign", "subtitle"');
    // an example of JSON beside a schema is one cause of endless answers
    expect(system?.content).not.toMatch(/[{}]/);
    expect(schema).toHaveProperty("$schema");
  });

  test("does not change the caller's objects (47)", async () => {
    await using upstream = await open({
      keepsToSchema: false,
      script: (_request, index) => ({ text: index === 0 ? "no" : '{"lines":["猫"]}' }),
    });
    const schema = {
      name: "lines",
      schema: { $schema: "x", type: "object", properties: { lines: { type: "array" } } },
    };
    const messages = [{ role: "user" as const, content: "何", images: [onePixel] }];
    const question = { ...ask, think: true, messages, schema, timeouts: { idleMs: 9_000 } };
    const frozen = deepFreeze(question);
    const before = structuredClone(question);
    await create(upstream).complete(frozen);
    expect(upstream.requests).toHaveLength(3); // refused thinking, then an invalid object, then a valid one
    expect(question).toEqual(before);
  });
});

describe("pictures (44)", () => {
  const messages = [{ role: "user" as const, content: "何", images: [onePixel] }];

  test("refuses pictures before sending when the model is known to see none, and names a model that can (44)", async () => {
    await using upstream = await open();
    const provider = create(upstream);
    await provider.models();
    const { error } = await readAnswer(provider, { ...ask, model: "qwen3:8b", messages });
    expect(error).toMatchObject({
      code: "unsupported",
      message: "qwen3:8b cannot see pictures; gemma3:12b can",
      info: { hint: "gemma3:12b", retryable: false },
    });
    expect(bodies(upstream)).toHaveLength(0);
  });

  test("names a model to download when no installed model sees pictures (44)", async () => {
    await using upstream = await open({ models: [{ name: "qwen3:8b", capabilities: ["completion"] }] });
    const provider = create(upstream);
    await provider.models();
    const { error } = await readAnswer(provider, { ...ask, model: "qwen3:8b", messages });
    expect(error?.info.hint).toMatch(/^ollama pull \S+$/);
  });

  test("sends pictures to a model of unknown abilities once, and remembers its refusal (44)", async () => {
    await using upstream = await open();
    const provider = create(upstream);
    for (let turn = 0; turn < 2; turn += 1) {
      const { error } = await readAnswer(provider, { ...ask, model: "qwen3:8b", messages });
      expect(error?.code).toBe("unsupported");
      expect(error?.message).toStartWith("qwen3:8b cannot see pictures");
    }
    expect(bodies(upstream)).toHaveLength(1);
  });

  const refusals: [number, string, string][] = [
    [
      500,
      "image input is not supported - hint: if this is unexpected, you may need to provide the mmproj",
      "unsupported",
    ],
    [500, "failed to process inputs: this model is missing data required for image input", "unsupported"],
    [400, "model does not support images", "unsupported"],
    // these errors concern one picture, not all pictures
    [500, "failed to decode image", "server"],
    [500, "model runner has unexpectedly stopped", "out_of_memory"],
  ];
  for (const [status, words, code] of refusals) {
    test(`answers with ${code} when the server refuses a picture: ${status} ${words} (44)`, async () => {
      await using upstream = await open({ script: { status, error: words } });
      const provider = create(upstream);
      expect((await readAnswer(provider, { ...ask, messages })).error?.code).toBe(code as "server");
      upstream.script = { text: "猫です。" };
      const { text } = await readAnswer(provider, { ...ask, messages });
      expect(text).toBe(code === "unsupported" ? "" : "猫です。");
    });
  }

  test("does not learn that a model sees no pictures from a request without pictures (44)", async () => {
    await using upstream = await open({ script: { status: 500, error: "image input is not supported" } });
    expect((await readAnswer(create(upstream), ask)).error?.code).toBe("unsupported");
    upstream.script = { text: "猫です。" };
    expect((await readAnswer(create(upstream), ask)).text).toBe("猫です。");
    expect((await readAnswer(create(upstream), { ...ask, messages })).text).toBe("猫です。");
  });
});

describe("a prompt that does not fit (39, 41)", () => {
  const long = [
    { role: "user" as const, content: `最初${"猫".repeat(7_000)}` },
    { role: "assistant" as const, content: "犬".repeat(4_000) },
    { role: "user" as const, content: "今" },
  ];

  test("reads both sizes from JSON inside a string (39)", async () => {
    await using upstream = await open();
    const { error } = await readAnswer(create(upstream), { ...ask, messages: long });
    expect(error).toMatchObject({
      code: "context_overflow",
      info: { status: 400, contextTokens: 8_192, retryable: false },
    });
    expect(error?.info.promptTokens).toBeWithin(11_000, 11_100);
    expect(error?.message).toStartWith("request (110");
  });

  const bodiesOfIt: [string, object, object][] = [
    [
      "plain",
      {
        error: {
          message: "exceeds the available context size",
          type: "exceed_context_size_error",
          n_prompt_tokens: 9_001,
          n_ctx: 4_096,
        },
      },
      { contextTokens: 4_096, promptTokens: 9_001 },
    ],
    ["without figures", { error: "the input length exceeds the context length" }, {}],
    ["with invalid figures", { error: { type: "exceed_context_size_error", n_ctx: "many", n_prompt_tokens: -1 } }, {}],
  ];
  for (const [how, body, sizes] of bodiesOfIt) {
    test(`throws context_overflow when the error is ${how} (39)`, async () => {
      await using upstream = await open({ script: { status: 400, body } });
      const { error } = await readAnswer(create(upstream), ask);
      expect(error?.code).toBe("context_overflow");
      const { contextTokens, promptTokens } = error?.info ?? {};
      expect(JSON.parse(JSON.stringify({ contextTokens, promptTokens }))).toEqual(sizes);
    });
  }

  test("reports promptTruncated when a server before 0.12.4 silently cuts the prompt (41)", async () => {
    await using upstream = await open({ version: "0.11.0", script: { text: "はい。" } });
    const { result } = await readAnswer(create(upstream), { ...ask, messages: long });
    expect(result).toMatchObject({ text: "はい。", promptTruncated: true });
  });

  test("reports promptTruncated when the prompt fills the window to the last token (41)", async () => {
    await using upstream = await open({ script: { text: "はい。", usage: { input: 8_192, output: 3 } } });
    expect((await readAnswer(create(upstream), ask)).result?.promptTruncated).toBe(true);
  });

  const system = "あなたは先生です。".repeat(100);
  test("reports no cut for a model in a cloud, whose window is not the requested one (41)", async () => {
    const model = { name: "gpt-oss:120b-cloud", remoteHost: "https://ollama.com:443", capabilities: ["completion"] };
    for (const usage of [
      { input: 8_192, output: 3 },
      { input: 7_000, output: 3_000 },
    ]) {
      await using upstream = await open({ models: [model], script: { text: "はい。", usage } });
      const { result } = await readAnswer(create(upstream), { ...ask, model: model.name });
      expect(result).not.toHaveProperty("promptTruncated");
      expect(result?.finish).toBe("stop");
    }
  });

  const rows: [string, string, string, number, boolean][] = [
    // system, older turns, newest message, tokens read
    ["not cut: our estimate is somewhat too high", system, "猫が好き。".repeat(700), 2_300, false],
    ["not cut: a short prompt", system, "猫", 100, false],
    ["not cut: the server does not count a cached beginning", system, "猫".repeat(4_000), 60, false],
    ["cut: the server read far fewer tokens than the text can have", system, "猫".repeat(6_000), 1_200, true],
    ["cut: half of one message that is too long by itself", "", "猫".repeat(20_000), 4_096, true],
  ];
  for (const [title, instructions, older, read, isCut] of rows) {
    test(`compares the tokens read with the estimate: ${title} (41)`, () => {
      const messages = [
        ...(instructions === "" ? [] : [{ role: "system", content: instructions }]),
        ...(instructions === ""
          ? [{ role: "user", content: older }]
          : [
              { role: "user", content: older },
              { role: "user", content: "今何時ですか" },
            ]),
      ];
      expect(isPromptTruncated({ messages, options: { num_ctx: 8_192, num_predict: 9 } }, read)).toBe(isCut);
    });
  }

  test("never reports promptTruncated for an ordinary conversation (41)", async () => {
    await using upstream = await open({ script: { text: "はい。" } });
    for (const count of [1, 50, 500, 4_000, 8_000]) {
      const messages = [{ role: "user" as const, content: "猫が好きですか。".repeat(count / 8 + 1).slice(0, count) }];
      expect((await readAnswer(create(upstream), { ...ask, messages })).result).not.toHaveProperty("promptTruncated");
    }
  });
});

function deepFreeze<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (typeof part === "object" && part !== null) deepFreeze(part);
  return Object.freeze(value);
}
