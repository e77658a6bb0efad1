import { describe, expect, test } from "bun:test";
import { readAnswer } from "#test/upstream/each-provider.ts";
import { startUpstream, type Upstream, type UpstreamOptions } from "#test/upstream/start-upstream.ts";
import { createProvider } from "./index.ts";
import type { LLMEvent, LLMStreamOptions } from "./types.ts";

const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const ask: LLMStreamOptions = {
  model: "gemma3:12b",
  system: "You are a tutor.",
  messages: [{ role: "user", content: "猫が好きです" }],
  maxTokens: 300,
};
const open = (options: Partial<UpstreamOptions> = {}) => startUpstream({ protocol: "ollama", ...options });
const create = ({ url }: Upstream) => createProvider({ type: "ollama", baseUrl: url }, 0.01);
const bodies = (upstream: Upstream) =>
  upstream.requests.filter(({ path }) => path === "/api/chat").map(({ body }) => body as Record<string, unknown>);

describe("what is sent", () => {
  test("36, 37. chats and titles of one model load it once", async () => {
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

  test("has no field that Ollama would ignore, and never lets the beginning be cut away", async () => {
    await using upstream = await open();
    await create(upstream).complete({ ...ask, temperature: 0 });
    const [body] = bodies(upstream);
    expect(Object.keys(body ?? {}).sort()).toEqual(["messages", "model", "options", "stream", "think", "truncate"]);
    expect(body?.truncate).toBe(false);
    expect(body?.messages).toEqual([{ role: "system", content: "You are a tutor." }, ...ask.messages]);
  });

  test("38. no more context than the model was trained for", async () => {
    await using upstream = await open({
      models: [{ name: "small:1b", contextLength: 4_096, capabilities: ["completion"] }],
    });
    const provider = create(upstream);
    await provider.models();
    await provider.complete({ ...ask, model: "small:1b", contextTokens: 32_768 });
    expect(bodies(upstream)[0]?.options).toMatchObject({ num_ctx: 4_096 });
  });

  test("42. keep_alive as it is configured, and not otherwise", async () => {
    await using upstream = await open();
    const provider = create(upstream);
    await provider.complete({ ...ask, keepAlive: "30m" });
    await provider.complete({ ...ask, keepAlive: -1 });
    await provider.complete(ask);
    expect(bodies(upstream).map((body) => body.keep_alive)).toEqual(["30m", -1, undefined]);
  });

  test("43. pictures as the server takes them: no data URI, no line breaks, standard base64", async () => {
    await using upstream = await open();
    const urlSafe = pixel.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
    const images = [`data:image/jpeg;base64,${pixel}`, ` ${pixel.slice(0, 20)}\n${pixel.slice(20)} `, urlSafe];
    const message = { role: "user" as const, content: "これは何ですか", images };
    await create(upstream).complete({ ...ask, messages: [message] });
    expect(bodies(upstream)[0]?.messages).toEqual([expect.anything(), { ...message, images: [pixel, pixel, pixel] }]);
    // the caller's own are as they were
    expect(message.images[0]).toStartWith("data:");
  });

  test("43. a path is no picture, and is never read", async () => {
    await using upstream = await open();
    for (const image of ["/etc/passwd", "http://127.0.0.1/a.png", "", "AAAA"]) {
      const messages = [{ role: "user" as const, content: "何", images: [image] }];
      expect((await readAnswer(create(upstream), { ...ask, messages })).error?.code).toBe("unsupported");
    }
    expect(bodies(upstream)).toHaveLength(0);
  });

  test("45. thinking is off where it is known or not known, and not mentioned where there is none", async () => {
    await using upstream = await open();
    const provider = create(upstream);
    await provider.complete({ ...ask, model: "qwen3:8b" });
    await provider.models();
    for (const model of ["qwen3:8b", "gemma3:12b"]) await provider.complete({ ...ask, model });
    await provider.complete({ ...ask, model: "qwen3:8b", think: true });
    expect(bodies(upstream).map(({ think }) => think)).toEqual([false, false, undefined, true]);
  });

  test("45. a model that refuses to think is asked again without", async () => {
    await using upstream = await open({ script: { text: "猫です。" } });
    const answer = await readAnswer(create(upstream), { ...ask, think: true });
    expect(answer.text).toBe("猫です。");
    expect(bodies(upstream).map(({ think }) => think)).toEqual([true, undefined]);
  });
});

describe("what comes back", () => {
  test("48, 51, 52. text on the closing line, a reason that is missing, counters that are missing", async () => {
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

  test("39. a prompt that does not fit is a code of its own, also as JSON in a string", async () => {
    await using upstream = await open();
    const { error } = await readAnswer(create(upstream), {
      ...ask,
      messages: [{ role: "user", content: "猫".repeat(9_000) }],
    });
    expect(error).toMatchObject({ code: "context_overflow", info: { status: 400 } });
    expect(error?.message).toStartWith("request (90");
  });

  test("44. a model that sees nothing says so", async () => {
    await using upstream = await open();
    const messages = [{ role: "user" as const, content: "何", images: [pixel] }];
    expect((await readAnswer(create(upstream), { ...ask, model: "qwen3:8b", messages })).error?.code).toBe(
      "unsupported",
    );
  });

  test("53. tells a model that is not there from an address that is none", async () => {
    await using upstream = await open();
    const missing = await readAnswer(create(upstream), { ...ask, model: "gemma9" });
    expect(missing.error).toMatchObject({ code: "model_not_found", info: { hint: "ollama pull gemma9" } });
    upstream.script = { status: 404, body: 'model "gemma9" not found, try pulling it first' };
    const astray = createProvider({ type: "ollama", baseUrl: `${upstream.url}/wrong` });
    expect((await readAnswer(astray, ask)).error?.code).toBe("wrong_endpoint");
  });

  const refusals: [string, Upstream["script"], string][] = [
    ["54. a Host it does not know", { status: 403, body: "" }, "forbidden_host"],
    [
      "55. a cloud model without sign-in",
      { status: 401, body: { error: "unauthorized", signin_url: "https://ollama.com/connect?x=1" } },
      "auth",
    ],
    [
      "56. a full queue",
      { status: 503, error: "server busy, please try again.  maximum pending requests exceeded" },
      "overloaded",
    ],
    [
      "57. too little memory",
      { status: 500, error: "model requires more system memory (9.1 GiB) than is available (4.2 GiB)" },
      "out_of_memory",
    ],
    [
      "57. a crash in the middle",
      { text: "猫", errorLine: "model runner has unexpectedly stopped, this may be due to resource limitations" },
      "out_of_memory",
    ],
    ["58. a load that stalls", { status: 500, error: "timed out waiting for llama-server to start" }, "timeout"],
  ];
  for (const [title, script, code] of refusals) {
    test(title, async () => {
      await using upstream = await open({ script });
      const { error } = await readAnswer(create(upstream), ask);
      expect(error?.code).toBe(code as "auth");
      if (code === "auth") expect(error?.info.hint).toBe("https://ollama.com/connect?x=1");
    });
  }

  test("55. a link that leads elsewhere is not offered", async () => {
    await using upstream = await open({
      script: { status: 401, body: { error: "unauthorized", signin_url: "https://ollama.com.evil.example/" } },
    });
    expect((await readAnswer(create(upstream), ask)).error?.info).not.toHaveProperty("hint");
  });
});

describe("59. while nothing comes", () => {
  const until = (events: LLMEvent[], count: number) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const onEvent = (event: LLMEvent) => {
      events.push(event);
      if (events.length === count) resolve();
    };
    return { promise, onEvent };
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

  test("76. an answer waits for no question about its model", async () => {
    await using upstream = await open({ script: { text: "猫です。" } });
    await create(upstream).complete(ask);
    expect(upstream.requests.map(({ path }) => path)).toEqual(["/api/chat"]);
  });
});

describe("models", () => {
  test("are listed by name with what the server says of them; what cannot chat is not", async () => {
    await using upstream = await open({ loaded: ["gemma3:12b"] });
    expect(await create(upstream).models()).toEqual([
      {
        id: "gemma3:12b",
        sizeBytes: 8_149_190_253,
        parameters: "12.2B",
        quantisation: "Q4_K_M",
        contextLength: 131_072,
        vision: true,
        thinking: false,
        loaded: true,
      },
      expect.objectContaining({ id: "qwen3:8b", vision: false, thinking: true, loaded: false }),
    ]);
  });

  test("64. may be none, or two hundred", async () => {
    await using upstream = await open({ models: [] });
    expect(await create(upstream).models()).toEqual([]);
    upstream.models = Array.from({ length: 200 }, (_, index) => ({ name: `model-${index}:1b` }));
    expect(await create(upstream).listModels()).toHaveLength(200);
  });

  test("65. are asked about one by one where an old server does not say, once a file", async () => {
    await using upstream = await open({
      version: "0.9.0",
      models: [{ name: "alt:7b", contextLength: 2_048, capabilities: ["completion", "vision"] }],
    });
    for (let turn = 0; turn < 2; turn += 1)
      expect(await create(upstream).models()).toMatchObject([{ id: "alt:7b", vision: true, contextLength: 2_048 }]);
    expect(upstream.requests.filter(({ path }) => path === "/api/show")).toHaveLength(1);
  });

  test("66. that run on somebody else's computer are marked", async () => {
    await using upstream = await open({
      models: [{ name: "gpt-oss:120b-cloud", remoteHost: "https://ollama.com:443" }],
    });
    expect(await create(upstream).models()).toMatchObject([{ remote: true }]);
  });

  test("67. have one name in any spelling", async () => {
    await using upstream = await open({
      models: [{ name: "gemma3:latest", capabilities: ["completion", "thinking"], contextLength: 2_048 }],
    });
    await create(upstream).models();
    await create(upstream).complete({ ...ask, model: "GEMMA3" });
    expect(bodies(upstream)[0]).toMatchObject({ think: false, options: { num_ctx: 2_048 } });
  });

  test("68. come from a server of any version", async () => {
    await using upstream = await open({ version: "0.33.0-rc2" });
    expect(await create(upstream).probe()).toEqual({ ok: true, version: "0.33.0-rc2" });
    expect(await create(upstream).isAvailable()).toBe(true);
  });
});
