import { describe, expect, test } from "bun:test";
import { readAnswer } from "#test/upstream/each-provider.ts";
import { setUp } from "#test/upstream/one-provider.ts";
import { createProvider } from "#server/llm/index.ts";
import { createKnowledge } from "#server/llm/knowledge.ts";
import type { LLMEvent } from "#server/llm/types.ts";

const { ask, open, create } = setUp("ollama");

describe("Ollama's response", () => {
  test("may have text on the closing line, no reason and no counters (48, 51, 52)", async () => {
    await using upstream = await open({ script: { text: "日本に行きたい", textOnLastLine: true, finish: "absent" } });
    const { result } = await readAnswer(create(upstream), ask);
    expect(result).toMatchObject({ text: "日本に行きたい", finish: "stop", usage: { output: 3 } });
    upstream.script = { text: "日本", usage: null };
    expect((await readAnswer(create(upstream), ask)).result).not.toHaveProperty("usage");
  });

  test("may contain a raw control character inside a string (24)", async () => {
    const line = '{"message":{"content":"猫\t犬"},"done":false}\n{"message":{"content":""},"done":true}\n';
    await using upstream = await open({ script: { raw: [line] } });
    expect((await readAnswer(create(upstream), ask)).text).toBe("猫\t犬");
  });

  test("distinguishes a missing model from a wrong address (53)", async () => {
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

  test("may contain blank lines and CRLF (20)", async () => {
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

  test("yields thinking as events and in the result, never as text (49)", async () => {
    await using upstream = await open({ script: { thinking: "過去形。動詞。", text: "行きました。" } });
    const { text, result, events } = await readAnswer(create(upstream), { ...ask, model: "qwen3:8b", think: true });
    expect(text).toBe("行きました。");
    expect(result).toMatchObject({ text: "行きました。", thinking: "過去形。動詞。" });
    expect(events.map((event) => (event.type === "thinking" ? event.text : event.type)).join("")).toBe(
      "過去形。動詞。",
    );
  });

  test("keeps <think> out of the text, also when it is split over chunks or never closed (50)", async () => {
    await using upstream = await open();
    const readPieces = async (pieces: string[]) => {
      upstream.script = { pieces };
      return readAnswer(create(upstream), ask);
    };
    const split = await readPieces(["<th", "ink>過去", "形</", "think>\n\n", "行きました。"]);
    expect(split).toMatchObject({ text: "行きました。", result: { thinking: "過去形" } });
    const endless = await readPieces(["<think>", "過去形、", "それとも"]);
    expect(endless.text).toBe("");
    expect(endless.error).toMatchObject({ code: "invalid_output", info: { reason: "only_thoughts" } });
  });

  test("maps each done_reason, or none, to a finish (51)", async () => {
    await using upstream = await open();
    const finishes: (string | undefined)[] = [];
    for (const finish of ["length", "stop", "absent"] as const) {
      upstream.script = { text: "猫です。", finish };
      finishes.push((await readAnswer(create(upstream), ask)).result?.finish);
    }
    expect(finishes).toEqual(["length", "stop", "stop"]);
  });

  test("reports the server's counters and timings, and leaves out the missing ones (52)", async () => {
    const end = { message: { content: "猫" }, done: true, done_reason: "stop" };
    const lines: [object, object][] = [
      [
        { load_duration: 5_123_456_789, eval_duration: 2_000_000_000, prompt_eval_count: 31, eval_count: 40 },
        { usage: { input: 31, output: 40 }, timings: { loadMs: 5_123, writingMs: 2_000 } },
      ],
      [{ prompt_eval_count: 31 }, { usage: { input: 31, output: 0 } }],
      // the server leaves out zeros; null means the same as absent
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

  test("throws an error line with the text so far (21, 57)", async () => {
    await using upstream = await open({
      script: { text: "猫が", errorLine: "an error was encountered while running the model: unexpected EOF" },
    });
    const { text, error } = await readAnswer(create(upstream), ask);
    expect(text).toBe("猫が");
    expect(error).toMatchObject({ code: "out_of_memory", info: { partialText: "猫が", model: "gemma3:12b" } });
  });

  test("throws invalid_output when Ollama stops a repeating model without a closing line (22, 60)", async () => {
    await using upstream = await open({ script: { text: "．．．".repeat(100) } });
    const { error, text } = await readAnswer(create(upstream), ask);
    expect(error).toMatchObject({ code: "invalid_output", info: { reason: "repeats", retryable: false } });
    expect(text).toBe("．".repeat(93));
    // after pieces that differ, the same end is a broken connection
    upstream.script = { text: "はい".repeat(30), finish: "never" };
    expect((await readAnswer(create(upstream), ask)).error?.code).toBe("incomplete");
  });

  type Refusal = { status?: number; body?: string | object; error?: string; text?: string; errorLine?: string };
  const refusals: [string, Refusal, string, object][] = [
    ["an unknown Host (54)", { status: 403, body: "" }, "forbidden_host", { hint: "OLLAMA_HOST=0.0.0.0 ollama serve" }],
    ["cloud models turned off (54)", { status: 403, error: "cloud models are disabled" }, "permission", {}],
    [
      "a cloud model without sign-in (55)",
      { status: 401, body: { error: "unauthorized", signin_url: "https://ollama.com/connect?x=1" } },
      "auth",
      { hint: "https://ollama.com/connect?x=1", reason: "sign_in" },
    ],
    [
      "a full queue (56)",
      { status: 503, error: "server busy, please try again.  maximum pending requests exceeded" },
      "overloaded",
      { retryable: true },
    ],
    ["a canceled request (56)", { status: 499, error: "request canceled" }, "aborted", { retryable: false }],
    ["an unreachable cloud (56)", { status: 502, error: "cloud is unreachable" }, "server", { retryable: true }],
    [
      "a cloud's rate limit (56)",
      { status: 429, error: "you have reached your hourly limit" },
      "rate_limited",
      { retryable: true },
    ],
    [
      "too little memory (57)",
      { status: 500, error: "model requires more system memory (9.1 GiB) than is available (4.2 GiB)" },
      "out_of_memory",
      { retryable: false },
    ],
    [
      "too little GPU memory (57)",
      { status: 500, error: "CUDA error: out of memory" },
      "out_of_memory",
      { retryable: false },
    ],
    [
      "a crash before the answer (57)",
      { status: 500, error: "model runner has unexpectedly stopped, this may be due to resource limitations" },
      "out_of_memory",
      {},
    ],
    [
      "a crash in the middle of the answer (57)",
      { text: "猫", errorLine: "model runner has unexpectedly stopped, this may be due to resource limitations" },
      "out_of_memory",
      { partialText: "猫" },
    ],
    [
      "a model that takes too long to load (58)",
      { status: 500, error: "timed out waiting for llama-server to start: " },
      "timeout",
      { retryable: true },
    ],
    [
      "an option of the wrong type (36)",
      { status: 500, error: 'option "num_ctx" must be of type integer' },
      "server",
      {},
    ],
  ];
  for (const [title, script, code, info] of refusals) {
    test(`throws ${code} for ${title}`, async () => {
      await using upstream = await open({ script });
      const { error } = await readAnswer(create(upstream), ask);
      expect(error).toMatchObject({ code, info } as object);
    });
  }

  test("explains an empty 403 in words, because Ollama does not (54)", async () => {
    await using upstream = await open({ script: { status: 403, body: "" } });
    const { error } = await readAnswer(create(upstream), ask);
    expect(error?.message).toContain("Host");
    expect(error?.message).toContain("OLLAMA_HOST");
  });

  test("sends the typed host name as Host (54)", async () => {
    await using upstream = await open({ script: { text: "猫です。" } });
    const provider = createProvider(
      { type: "ollama", baseUrl: `http://localhost:${upstream.port}` },
      createKnowledge(),
    );
    expect(await provider.complete(ask)).toBe("猫です。");
    expect(upstream.requests[0]?.headers.host).toBe(`localhost:${upstream.port}`);
  });

  test.each([
    ["gpt-oss:120b-cloud", { error: "unauthorized" }, "sign_in", "ollama signin"],
    // a model on the computer needs no sign-in: a proxy asks for a key
    ["gemma3:12b", { error: "unauthorized" }, "key_missing", undefined],
    ["gpt-oss:120b-cloud", "Unauthorized", "key_missing", undefined],
  ])("tells a missing sign-in from a missing key when no link comes: %s %j (55)", async (model, body, reason, hint) => {
    await using upstream = await open({ models: [{ name: model }], script: { status: 401, body } });
    const { error } = await readAnswer(create(upstream), { ...ask, model });
    expect(error?.code).toBe("auth");
    expect(error?.info.reason).toBe(reason as never);
    expect(error?.info.hint).toBe(hint as never);
  });

  test("offers a sign-in link only if it leads to ollama.com (55)", async () => {
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

  test("asks once more when the answer is empty, and throws invalid_output when it stays empty (63)", async () => {
    await using upstream = await open({ script: (_request, index) => ({ text: index === 1 ? "猫です。" : "" }) });
    expect((await readAnswer(create(upstream), ask)).text).toBe("猫です。");
    upstream.script = { text: " \n" };
    const { error, events } = await readAnswer(create(upstream), ask);
    expect(error).toMatchObject({ code: "invalid_output", message: "the model returned nothing" });
    expect(events).toEqual([{ type: "retrying", inMs: 0, code: "invalid_output" }]);
    expect(upstream.requests).toHaveLength(4);
  });
});

describe("while the response is pending (59)", () => {
  const waitForEvents = (events: LLMEvent[], count: number) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const check = () => {
      if (events.length === count) resolve();
    };
    const onEvent = (event: LLMEvent) => {
      if (event.type !== "raw") events.push(event);
      check();
    };
    return { promise, onEvent, check };
  };

  test("reports `loading` although Ollama lists a loading model, and `reading` for a loaded one", async () => {
    const ready = Promise.withResolvers<void>();
    const hold = Promise.withResolvers<void>();
    await using upstream = await open({ script: { ready: ready.promise, text: "猫です。" } });
    const first: LLMEvent[] = [];
    const loading = waitForEvents(first, 1);
    const answer = create(upstream).complete({ ...ask, onEvent: loading.onEvent });
    await loading.promise;
    expect(first).toEqual([{ type: "loading" }]);
    ready.resolve();
    await answer;
    upstream.script = { ready: hold.promise, text: "犬です。" };
    const second: LLMEvent[] = [];
    const queued = waitForEvents(second, 1);
    const next = create(upstream).complete({ ...ask, onEvent: queued.onEvent });
    await queued.promise;
    expect(second).toEqual([{ type: "reading" }]);
    hold.resolve();
    expect(await next).toBe("犬です。");
  });

  test("reports `loading` while the model waits for another one to leave memory", async () => {
    const hold = Promise.withResolvers<void>();
    await using upstream = await open({ script: { ready: hold.promise, text: "猫です。" } });
    const first = create(upstream).complete(ask);
    await upstream.waitForRequest("/api/chat");
    const events: LLMEvent[] = [];
    const loading = waitForEvents(events, 1);
    const second = create(upstream).complete({ ...ask, model: "qwen3:8b", onEvent: loading.onEvent });
    await loading.promise;
    expect(events).toEqual([{ type: "loading" }]);
    hold.resolve();
    await Promise.all([first, second]);
  });

  test("reports `reading` once the model is listed and reads the prompt", async () => {
    const ready = Promise.withResolvers<void>();
    const read = Promise.withResolvers<void>();
    await using upstream = await open({ script: { ready: ready.promise, read: read.promise, text: "猫です。" } });
    const events: LLMEvent[] = [];
    const [loading, reading] = [waitForEvents(events, 1), waitForEvents(events, 2)];
    const onEvent = (event: LLMEvent) => {
      if (event.type !== "raw") events.push(event);
      loading.check();
      reading.check();
    };
    const answer = create(upstream).complete({ ...ask, onEvent });
    await loading.promise;
    ready.resolve();
    await reading.promise;
    read.resolve();
    await answer;
    expect(events).toEqual([{ type: "loading" }, { type: "reading" }]);
  });

  const whileReading: [string, string, LLMEvent][] = [
    ["`reading` when a model is listed since the first poll", "0.32.15", { type: "reading" }],
    ["`loading` before version 0.30, which lists a loading model", "0.20.0", { type: "loading" }],
  ];
  for (const [what, version, expected] of whileReading) {
    test(`reports ${what}`, async () => {
      const read = Promise.withResolvers<void>();
      // its expiry time moves with the clock until its first answer is complete
      let now = Date.UTC(2026, 0);
      const clock = { now: () => (now += 1_000) };
      await using upstream = await open({ version, script: { read: read.promise, text: "猫" }, ...clock });
      const events: LLMEvent[] = [];
      const said = waitForEvents(events, 1);
      const answer = create(upstream).complete({ ...ask, onEvent: said.onEvent });
      await said.promise;
      read.resolve();
      await answer;
      expect(events).toEqual([expected]);
    });
  }

  test("waits behind another answer, because Ollama gives one at a time", async () => {
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

  test("does not wait for a probe or a list before it answers (76)", async () => {
    await using upstream = await open({ script: { text: "猫です。" } });
    await create(upstream).complete(ask);
    expect(upstream.requests.map(({ path }) => path)).toEqual(["/api/chat"]);
  });
});
