import { describe, expect, test } from "bun:test";
import { readAnswer } from "#test/upstream/each-provider.ts";
import { setUp } from "#test/upstream/one-provider.ts";
import { createProvider } from "#server/llm/index.ts";
import { createKnowledge } from "#server/llm/knowledge.ts";
import type { LLMEvent } from "#server/llm/types.ts";

const { ask, open, create } = setUp("ollama");

describe("what comes back", () => {
  test("reads text on the closing line, a missing reason and missing counters (48, 51, 52)", async () => {
    await using upstream = await open({ script: { text: "日本に行きたい", textOnLastLine: true, finish: "absent" } });
    const { result } = await readAnswer(create(upstream), ask);
    expect(result).toMatchObject({ text: "日本に行きたい", finish: "stop", usage: { output: 3 } });
    upstream.script = { text: "日本", usage: null };
    expect((await readAnswer(create(upstream), ask)).result).not.toHaveProperty("usage");
  });

  test("24. a raw control character inside a string is repaired", async () => {
    const line = '{"message":{"content":"猫\t犬"},"done":false}\n{"message":{"content":""},"done":true}\n';
    await using upstream = await open({ script: { raw: [line] } });
    expect((await readAnswer(create(upstream), ask)).text).toBe("猫\t犬");
  });

  test("53. tells a model that is not there from an address that is none", async () => {
    await using upstream = await open();
    const missing = await readAnswer(create(upstream), { ...ask, model: "gemma9" });
    expect(missing.error).toMatchObject({
      code: "model_not_found",
      info: { model: "gemma9", hint: "ollama pull gemma9", status: 404 },
    });
    upstream.script = { status: 404, body: { error: 'model "gemma3:12b" not found, try pulling it first' } };
    const old = await readAnswer(create(upstream), ask);
    expect(old.error).toMatchObject({ code: "model_not_found", info: { hint: "ollama pull gemma3:12b" } });
    const astray = createProvider({ type: "ollama", baseUrl: `${upstream.url}/wrong` }, createKnowledge());
    const nowhere = await readAnswer(astray, ask);
    expect(nowhere.error).toMatchObject({ code: "wrong_endpoint", message: "404 page not found" });
    expect(nowhere.error?.info).not.toHaveProperty("hint");
  });

  test("reads blank lines and CRLF (20)", async () => {
    const lines = [
      '{"message":{"content":"猫"},"done":false}',
      "",
      " ",
      '{"message":{"content":"犬"},"done":true}',
      "",
    ];
    await using upstream = await open({ script: { raw: [`\r\n\r\n${lines.join("\r\n")}`] } });
    expect((await readAnswer(create(upstream), ask)).result).toMatchObject({ text: "猫犬", finish: "stop" });
  });

  test("reports thoughts as events and in the result, never as text (49)", async () => {
    await using upstream = await open({ script: { thinking: "過去形。動詞。", text: "行きました。" } });
    const { text, result, events } = await readAnswer(create(upstream), { ...ask, model: "qwen3:8b", think: true });
    expect(text).toBe("行きました。");
    expect(result).toMatchObject({ text: "行きました。", thinking: "過去形。動詞。" });
    expect(events.map((event) => (event.type === "thinking" ? event.text : event.type)).join("")).toBe(
      "過去形。動詞。",
    );
  });

  test("removes <think> from the text, however it is sliced and when it never ends (50)", async () => {
    await using upstream = await open();
    const say = async (pieces: string[]) => {
      upstream.script = { pieces };
      return readAnswer(create(upstream), ask);
    };
    const split = await say(["<th", "ink>過去", "形</", "think>\n\n", "行きました。"]);
    expect(split).toMatchObject({ text: "行きました。", result: { thinking: "過去形" } });
    const endless = await say(["<think>", "過去形、", "それとも"]);
    expect(endless.text).toBe("");
    expect(endless.error).toMatchObject({ code: "invalid_output", info: { reason: "only_thoughts" } });
  });

  test("reads the stop reasons limit, end and none (51)", async () => {
    await using upstream = await open();
    const finishes: (string | undefined)[] = [];
    for (const finish of ["length", "stop", "absent"] as const) {
      upstream.script = { text: "猫です。", finish };
      finishes.push((await readAnswer(create(upstream), ask)).result?.finish);
    }
    expect(finishes).toEqual(["length", "stop", "stop"]);
  });

  test("reads the server's own times and token counts, and nothing when it gives none (52)", async () => {
    const end = { message: { content: "猫" }, done: true, done_reason: "stop" };
    const lines: [object, object][] = [
      [
        { load_duration: 5_123_456_789, eval_duration: 2_000_000_000, prompt_eval_count: 31, eval_count: 40 },
        { usage: { input: 31, output: 40 }, timings: { loadMs: 5_123, writingMs: 2_000 } },
      ],
      [{ prompt_eval_count: 31 }, { usage: { input: 31, output: 0 } }],
      // zero is left out by the server; null and nothing are the same
      [{ prompt_eval_count: null, eval_count: null, eval_duration: null }, {}],
    ];
    await using upstream = await open();
    for (const [counters, expected] of lines) {
      upstream.script = { raw: [`${JSON.stringify({ ...end, ...counters })}\n`] };
      const { result } = await readAnswer(create(upstream), ask);
      expect(result).toMatchObject({ text: "猫", ...expected });
      expect(JSON.stringify(result)).not.toMatch(/null|NaN/);
      if (!("usage" in expected)) expect(result).not.toHaveProperty("usage");
    }
  });

  test("reports an error line with the text that came before it (21, 57)", async () => {
    await using upstream = await open({
      script: { text: "猫が", errorLine: "an error was encountered while running the model: unexpected EOF" },
    });
    const { text, error } = await readAnswer(create(upstream), ask);
    expect(text).toBe("猫が");
    expect(error).toMatchObject({ code: "out_of_memory", info: { partialText: "猫が", model: "gemma3:12b" } });
  });

  test("22, 60. says that the model repeats itself when the server gives up on it without a closing line", async () => {
    await using upstream = await open({ script: { text: "．．．".repeat(100) } });
    const { error, text } = await readAnswer(create(upstream), ask);
    expect(error).toMatchObject({ code: "invalid_output", info: { reason: "repeats", retryable: false } });
    expect(text).toBe("．".repeat(93));
    // the same end after different pieces is a broken connection
    upstream.script = { text: "はい".repeat(30), finish: "never" };
    expect((await readAnswer(create(upstream), ask)).error?.code).toBe("incomplete");
  });

  type Refusal = { status?: number; body?: string | object; error?: string; text?: string; errorLine?: string };
  const refusals: [string, Refusal, string, object][] = [
    [
      "54. a Host it does not know",
      { status: 403, body: "" },
      "forbidden_host",
      { hint: "OLLAMA_HOST=0.0.0.0 ollama serve" },
    ],
    ["54. a cloud model that is turned off", { status: 403, error: "cloud models are disabled" }, "permission", {}],
    [
      "55. a cloud model without sign-in",
      { status: 401, body: { error: "unauthorized", signin_url: "https://ollama.com/connect?x=1" } },
      "auth",
      { hint: "https://ollama.com/connect?x=1" },
    ],
    [
      "56. a full queue",
      { status: 503, error: "server busy, please try again.  maximum pending requests exceeded" },
      "overloaded",
      { retryable: true },
    ],
    ["56. a request it gave up", { status: 499, error: "request canceled" }, "aborted", { retryable: false }],
    ["56. a cloud that is away", { status: 502, error: "cloud is unreachable" }, "server", { retryable: true }],
    [
      "56. a cloud's limit",
      { status: 429, error: "you have reached your hourly limit" },
      "rate_limited",
      { retryable: true },
    ],
    [
      "57. too little memory",
      { status: 500, error: "model requires more system memory (9.1 GiB) than is available (4.2 GiB)" },
      "out_of_memory",
      { retryable: false },
    ],
    [
      "57. too little memory on the card",
      { status: 500, error: "CUDA error: out of memory" },
      "out_of_memory",
      { retryable: false },
    ],
    [
      "57. a crash before the answer",
      { status: 500, error: "model runner has unexpectedly stopped, this may be due to resource limitations" },
      "out_of_memory",
      {},
    ],
    [
      "57. a crash in the middle",
      { text: "猫", errorLine: "model runner has unexpectedly stopped, this may be due to resource limitations" },
      "out_of_memory",
      { partialText: "猫" },
    ],
    [
      "58. a load that stalls",
      { status: 500, error: "timed out waiting for llama-server to start: " },
      "timeout",
      { retryable: true },
    ],
    [
      "36. an option of the wrong kind",
      { status: 500, error: 'option "num_ctx" must be of type integer' },
      "server",
      {},
    ],
  ];
  for (const [title, script, code, info] of refusals) {
    test(title, async () => {
      await using upstream = await open({ script });
      const { error } = await readAnswer(create(upstream), ask);
      expect(error).toMatchObject({ code, info } as object);
    });
  }

  test("explains a refused Host name although Ollama's answer is empty (54)", async () => {
    await using upstream = await open({ script: { status: 403, body: "" } });
    const { error } = await readAnswer(create(upstream), ask);
    expect(error?.message).toContain("Host");
    expect(error?.message).toContain("OLLAMA_HOST");
  });

  test("sends the typed host name as the Host header (54)", async () => {
    await using upstream = await open({ script: { text: "猫です。" } });
    const provider = createProvider(
      { type: "ollama", baseUrl: `http://localhost:${upstream.port}` },
      createKnowledge(),
    );
    expect(await provider.complete(ask)).toBe("猫です。");
    expect(upstream.requests[0]?.headers.host).toBe(`localhost:${upstream.port}`);
  });

  test("offers no sign-in link that leads away from ollama.com (55)", async () => {
    await using upstream = await open();
    const links = [
      "https://ollama.com.evil.example/",
      "http://ollama.com/connect",
      "https://evil.example/?https://ollama.com",
      "https://ollama.com@evil.example/",
      "https://user:pass@ollama.com/",
      "javascript:alert(1)//ollama.com",
      7,
    ];
    for (const link of links) {
      upstream.script = { status: 401, body: { error: "unauthorized", signin_url: link } };
      const { error } = await readAnswer(create(upstream), ask);
      expect(error?.code).toBe("auth");
      expect(error?.info).not.toHaveProperty("hint");
    }
  });

  test("reports an empty answer when it comes twice (63)", async () => {
    await using upstream = await open({ script: (_request, index) => ({ text: index === 1 ? "猫です。" : "" }) });
    expect((await readAnswer(create(upstream), ask)).text).toBe("猫です。");
    upstream.script = { text: " \n" };
    const { error, events } = await readAnswer(create(upstream), ask);
    expect(error).toMatchObject({ code: "invalid_output", message: "the model returned nothing" });
    expect(events).toEqual([{ type: "retrying", inMs: 0, code: "invalid_output" }]);
    expect(upstream.requests).toHaveLength(4);
  });
});

describe("59. while nothing comes", () => {
  const until = (events: LLMEvent[], count: number) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = () => {
      if (events.length === count) resolve();
    };
    const onEvent = (event: LLMEvent) => {
      events.push(event);
      look();
    };
    return { promise, onEvent, look };
  };

  test("says that the model is loading, though Ollama lists a model that loads; and that a loaded one is busy", async () => {
    const ready = Promise.withResolvers<void>();
    const hold = Promise.withResolvers<void>();
    await using upstream = await open({ script: { ready: ready.promise, text: "猫です。" } });
    const first: LLMEvent[] = [];
    const loading = until(first, 1);
    const answer = create(upstream).complete({ ...ask, onEvent: loading.onEvent });
    await loading.promise;
    expect(first).toEqual([{ type: "loading" }]);
    ready.resolve();
    await answer;
    upstream.script = { ready: hold.promise, text: "犬です。" };
    const second: LLMEvent[] = [];
    const queued = until(second, 1);
    const next = create(upstream).complete({ ...ask, onEvent: queued.onEvent });
    await queued.promise;
    expect(second).toEqual([{ type: "queued" }]);
    hold.resolve();
    expect(await next).toBe("犬です。");
  });

  test("says that a model is loading that waits for another one to leave memory", async () => {
    const hold = Promise.withResolvers<void>();
    await using upstream = await open({ script: { ready: hold.promise, text: "猫です。" } });
    const first = create(upstream).complete(ask);
    await upstream.waitForRequest("/api/chat");
    const events: LLMEvent[] = [];
    const loading = until(events, 1);
    const second = create(upstream).complete({ ...ask, model: "qwen3:8b", onEvent: loading.onEvent });
    await loading.promise;
    expect(events).toEqual([{ type: "loading" }]);
    hold.resolve();
    await Promise.all([first, second]);
  });

  test("says that a model has been loaded as soon as it is listed, and that it reads from then on", async () => {
    const ready = Promise.withResolvers<void>();
    const read = Promise.withResolvers<void>();
    await using upstream = await open({ script: { ready: ready.promise, read: read.promise, text: "猫です。" } });
    const events: LLMEvent[] = [];
    const [loading, reading] = [until(events, 1), until(events, 2)];
    const onEvent = (event: LLMEvent) => {
      events.push(event);
      loading.look();
      reading.look();
    };
    const answer = create(upstream).complete({ ...ask, onEvent });
    await loading.promise;
    ready.resolve();
    await reading.promise;
    read.resolve();
    await answer;
    expect(events).toEqual([{ type: "loading" }, { type: "queued" }]);
  });

  const whileReading: [string, string, LLMEvent][] = [
    ["is not loading when it reads its first prompt", "0.32.15", { type: "queued" }],
    ["may be loading before version 0.30, which lists a model that loads", "0.20.0", { type: "loading" }],
  ];
  for (const [what, version, expected] of whileReading) {
    test(`a model that is listed at the first look ${what}`, async () => {
      const read = Promise.withResolvers<void>();
      // its time to expire moves with the clock until its first answer is done
      let now = Date.UTC(2026, 0);
      const clock = { now: () => (now += 1_000) };
      await using upstream = await open({ version, script: { read: read.promise, text: "猫" }, ...clock });
      const events: LLMEvent[] = [];
      const said = until(events, 1);
      const answer = create(upstream).complete({ ...ask, onEvent: said.onEvent });
      await said.promise;
      read.resolve();
      await answer;
      expect(events).toEqual([expected]);
    });
  }

  test("waits its turn behind another answer, as Ollama has one at a time", async () => {
    const hold = Promise.withResolvers<void>();
    await using upstream = await open({
      script: (_chat, index) => ({ text: "猫", ...(index === 0 && { ready: hold.promise }) }),
    });
    const first = create(upstream).complete(ask);
    await upstream.waitForRequest("/api/chat");
    const second = create(upstream).complete(ask);
    await upstream.waitForRequest("/api/chat", 2);
    expect(
      await Promise.race([
        second,
        create(upstream)
          .probe()
          .then(() => "still waiting"),
      ]),
    ).toBe("still waiting");
    hold.resolve();
    expect(await Promise.all([first, second])).toEqual(["猫", "猫"]);
  });

  test("asks nothing about the model before an answer (76)", async () => {
    await using upstream = await open({ script: { text: "猫です。" } });
    await create(upstream).complete(ask);
    expect(upstream.requests.map(({ path }) => path)).toEqual(["/api/chat"]);
  });
});
