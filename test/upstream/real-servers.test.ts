import { describe, expect, test } from "bun:test";
import { basicAuth, badGateway, bodyLimit, gatewayTimeout, movedTo, wantsHttps } from "./nginx.ts";
import { startUpstream, type UpstreamOptions } from "./start-upstream.ts";

/*
 * The behaviour of real servers. docs/scripted-servers.md lists each row with its test. A scripted server that is more lenient than
 * the real one hides faults of the app, and these tests prevent that.
 */

type Ask = { method?: string; headers?: Record<string, string> };

async function open(options: UpstreamOptions) {
  const upstream = await startUpstream(options);
  const ask = async (path: string, body?: unknown, { method = "POST", headers = {} }: Ask = {}) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const response = await fetch(`${upstream.url}${path}`, {
      method: body === undefined && method === "POST" ? "GET" : method,
      headers,
      redirect: "manual",
      ...(body !== undefined && { body: text }),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  return { upstream, ask, [Symbol.asyncDispose]: () => upstream.close() };
}

const chat = { model: "gemma3:12b", messages: [{ role: "user", content: "猫" }] };
const lines = (text: string) =>
  text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

describe("requests to Ollama", () => {
  const rows: [string, object | string, number, string][] = [
    ["a bad format", { ...chat, format: "5" }, 500, 'invalid format: "\\"5\\""; expected "json"'],
    ["a bad name", { ...chat, model: "bad name!" }, 400, "invalid model name"],
    ["a keep_alive without a unit", { ...chat, keep_alive: "5" }, 400, 'time: missing unit in duration "5"'],
    ["an invalid keep_alive", { ...chat, keep_alive: "abc" }, 400, 'time: invalid duration "abc"'],
    ["a num_ctx as text", { ...chat, options: { num_ctx: "8" } }, 500, 'option "num_ctx" must be of type integer'],
    ["JSON that breaks off", '{"model": "gemma3:12b", "mess', 400, "unexpected EOF"],
    ["a body that is not JSON", "model=gemma", 400, "invalid character 'm' looking for beginning of value"],
    ["a missing model", { ...chat, model: "nosuch" }, 404, "model 'nosuch' not found"],
  ];
  for (const [title, body, status, error] of rows) {
    test(`refuses ${title} with the text of a real Ollama`, async () => {
      await using ollama = await open({ protocol: "ollama" });
      const answer = await ollama.ask("/api/chat", body);
      expect(answer.status).toBe(status);
      expect(JSON.parse(answer.text).error).toStartWith(error);
    });
  }

  test("accepts a num_ctx with a fraction", async () => {
    await using ollama = await open({ protocol: "ollama" });
    expect(await ollama.ask("/api/chat", { ...chat, options: { num_ctx: 8192.5 } })).toMatchObject({ status: 200 });
  });

  test("names a missing model with its tag only in /api/show", async () => {
    await using ollama = await open({ protocol: "ollama" });
    const answer = await ollama.ask("/api/show", { model: "nosuch" });
    expect(answer).toMatchObject({ status: 404, text: `{"error":"model 'nosuch:latest' not found"}` });
  });

  test("refuses a picture for a model without vision with the runner's JSON as text, without a charset, in chunks", async () => {
    await using ollama = await open({ protocol: "ollama" });
    const messages = [{ role: "user", content: "何", images: [pixel] }];
    const answer = await ollama.ask("/api/chat", { model: "qwen3:8b", messages });
    expect(answer.status).toBe(400);
    expect(answer.headers.get("content-type")).toBe("application/json");
    expect(answer.headers.get("transfer-encoding")).toBe("chunked");
    const { message } = JSON.parse(JSON.parse(answer.text).error).error;
    expect(message).toBe("Multimodal data provided, but model does not support multimodal requests.");
  });
});

describe("hosts and origins at Ollama", () => {
  const hosts: [string, number][] = [
    ["localhost", 200],
    ["127.0.0.1:11434", 200],
    ["[::1]:11434", 200],
    ["desk.local", 200],
    ["box", 403],
    ["[::1]", 403],
    ["example.com", 403],
  ];
  for (const [host, status] of hosts) {
    test(`${status === 200 ? "answers" : "refuses"} a request with the Host ${host}`, async () => {
      await using ollama = await open({ protocol: "ollama" });
      expect((await ollama.ask("/api/tags", undefined, { headers: { host } })).status).toBe(status);
    });
  }

  test("refuses a foreign Origin with an empty 403", async () => {
    await using ollama = await open({ protocol: "ollama" });
    const from = (origin: string) => ollama.ask("/api/tags", undefined, { headers: { origin } });
    expect(await from("https://evil.example")).toMatchObject({ status: 403, text: "" });
    expect(await from("http://localhost:3000")).toMatchObject({ status: 200 });
  });
});

describe("Ollama's lists", () => {
  test("start with the newest model and give its context length and its capabilities in another order", async () => {
    await using ollama = await open({ protocol: "ollama" });
    const { models } = JSON.parse((await ollama.ask("/api/tags")).text);
    const dates = models.map(({ modified_at: date }: { modified_at: string }) => date);
    expect(dates).toEqual(dates.toSorted().toReversed());
    expect(models[0]).toMatchObject({
      details: { context_length: 131_072, embedding_length: 3_840 },
      capabilities: ["vision", "completion"],
    });
  });

  test("give the context length in the details of /api/tags only", async () => {
    await using ollama = await open({ protocol: "ollama", loaded: ["gemma3:12b"] });
    const shown = JSON.parse((await ollama.ask("/api/show", { model: "gemma3:12b" })).text);
    expect(shown.details).not.toHaveProperty("context_length");
    const { models } = JSON.parse((await ollama.ask("/api/ps")).text);
    expect(models[0].details).not.toHaveProperty("context_length");
  });
});

describe("Ollama's memory", () => {
  const inMemory = async ({ ask }: Awaited<ReturnType<typeof open>>) =>
    JSON.parse((await ask("/api/ps")).text).models.map(({ name }: { name: string }) => name);
  const touch = (model: string, more: object = {}) => ({ model, messages: [], ...more });

  test("does not list a model while it loads, but lists one that reads its prompt", async () => {
    const ready = Promise.withResolvers<void>();
    const read = Promise.withResolvers<void>();
    await using ollama = await open({ protocol: "ollama", script: { ready: ready.promise, read: read.promise } });
    const answer = ollama.ask("/api/chat", chat);
    await ollama.upstream.waitForRequest("/api/chat");
    expect(await inMemory(ollama)).toEqual([]);
    ready.resolve();
    await ollama.upstream.loaded("gemma3:12b");
    expect(await inMemory(ollama)).toEqual(["gemma3:12b"]);
    read.resolve();
    expect((await answer).status).toBe(200);
  });

  test("lists a model while it loads before version 0.30", async () => {
    const ready = Promise.withResolvers<void>();
    await using ollama = await open({ protocol: "ollama", version: "0.20.0", script: { ready: ready.promise } });
    const answer = ollama.ask("/api/chat", chat);
    await ollama.upstream.waitForRequest("/api/chat");
    while ((await inMemory(ollama)).length === 0);
    ready.resolve();
    await answer;
    expect(ollama.upstream.loads).toHaveLength(1);
  });

  test("evicts the least recently used model when two do not fit", async () => {
    await using ollama = await open({ protocol: "ollama", memoryBytes: 10e9 });
    for (const model of ["gemma3:12b", "qwen3:8b", "gemma3:12b"]) await ollama.ask("/api/chat", touch(model));
    expect(ollama.upstream.evictions).toEqual(["gemma3:12b", "qwen3:8b"]);
    expect(ollama.upstream.loads).toHaveLength(3);
    expect(await inMemory(ollama)).toEqual(["gemma3:12b"]);
  });

  test("refuses a model that is too large with 500 and the allocator's own lines", async () => {
    await using ollama = await open({ protocol: "ollama", memoryBytes: 4e9 });
    for (const body of [touch("gemma3:12b"), chat]) {
      const answer = await ollama.ask("/api/chat", body);
      expect(answer.status).toBe(500);
      expect(JSON.parse(answer.text).error).toMatch(/insufficient memory \(attempted to allocate .*\)\n/);
    }
  });

  test("unloads a model when its time is over and keeps the earlier keep_alive when a request has none", async () => {
    let now = Date.UTC(2026, 0);
    await using ollama = await open({ protocol: "ollama", now: () => now });
    await ollama.ask("/api/chat", touch("gemma3:12b", { keep_alive: "1h" }));
    await ollama.ask("/api/chat", chat);
    now += 59 * 60_000;
    expect(await inMemory(ollama)).toEqual(["gemma3:12b"]);
    now += 2 * 60_000;
    expect(await inMemory(ollama)).toEqual([]);
    await ollama.ask("/api/chat", chat);
    now += 6 * 60_000;
    expect(await inMemory(ollama)).toEqual([]);
  });

  test("reloads a model when a load option changes, including `shift`", async () => {
    await using ollama = await open({ protocol: "ollama" });
    for (const more of [{}, { shift: false }, { shift: false }, { shift: false, options: { num_ctx: 2_048 } }])
      await ollama.ask("/api/chat", { ...chat, ...more });
    expect(ollama.upstream.loads).toHaveLength(3);
  });

  test("does not load a damaged file", async () => {
    const models = [{ name: "broken", sizeBytes: 40_000_000, isDamaged: true }];
    await using ollama = await open({ protocol: "ollama", models });
    const answer = await ollama.ask("/api/chat", { ...chat, model: "broken" });
    expect(answer).toMatchObject({ status: 500 });
    expect(answer.text).toContain("offset+size (40179520) exceeds file size (40000000)");
  });

  test("refuses a request when the queue is full, but only if it needs a load", async () => {
    const ready = Promise.withResolvers<void>();
    const script = { ready: ready.promise };
    await using ollama = await open({ protocol: "ollama", script, loaded: ["gemma3:12b"], maxQueue: 1 });
    const first = ollama.ask("/api/chat", chat);
    await ollama.upstream.waitForRequest("/api/chat");
    const refused = await ollama.ask("/api/chat", { ...chat, model: "qwen3:8b" });
    expect(refused.status).toBe(503);
    expect(JSON.parse(refused.text).error).toBe("server busy, please try again.  maximum pending requests exceeded");
    const second = ollama.ask("/api/chat", chat);
    ready.resolve();
    expect([(await first).status, (await second).status]).toEqual([200, 200]);
  });

  test("reports seconds for a load and 1 to 50 ms for a loaded model", async () => {
    await using ollama = await open({ protocol: "ollama" });
    const durations: number[] = [];
    for (const _ of [1, 2]) durations.push(lines((await ollama.ask("/api/chat", chat)).text).at(-1).load_duration);
    expect(durations[0]).toBeGreaterThan(1e9);
    expect(durations[1]).toBeWithin(1e6, 50e6);
  });
});

describe("Ollama's answers", () => {
  test("take longer for a longer prompt", async () => {
    const waits: number[] = [];
    await using ollama = await open({
      protocol: "ollama",
      promptTokensPerSecond: 100,
      sleep: async (ms) => void waits.push(ms),
    });
    for (const content of ["猫", "猫".repeat(3_000)])
      await ollama.ask("/api/chat", { ...chat, messages: [{ role: "user", content }] });
    expect(waits[0]).toBeLessThan(1_000);
    expect(waits[1]).toBeGreaterThan(30_000);
  });

  test.each([
    { cachesPrompts: true, isShort: true },
    { cachesPrompts: false, isShort: false },
  ])(
    "read only what follows a beginning that was read before (cache: $cachesPrompts)",
    async ({ cachesPrompts, isShort }) => {
      const waits: number[] = [];
      await using ollama = await open({
        protocol: "ollama",
        promptTokensPerSecond: 100,
        cachesPrompts,
        sleep: async (ms) => void waits.push(ms),
      });
      const system = { role: "system", content: "猫".repeat(1_000) };
      for (const content of ["犬が好き。", "昨日友達と映画を見に行きました"])
        await ollama.ask("/api/chat", { ...chat, messages: [system, { role: "user", content }] });
      expect(waits[0]).toBeGreaterThan(10_000);
      expect(waits[1]! < 1_000).toBe(isShort);
    },
  );

  test("read everything again after another model option has reloaded the model", async () => {
    const waits: number[] = [];
    await using ollama = await open({
      protocol: "ollama",
      promptTokensPerSecond: 100,
      sleep: async (ms) => void waits.push(ms),
    });
    const messages = [{ role: "user", content: "猫".repeat(1_000) }];
    for (const num_ctx of [4_096, 4_096, 8_192])
      await ollama.ask("/api/chat", { ...chat, messages, options: { num_ctx } });
    expect(waits.map((ms) => ms > 1_000)).toEqual([true, false, true]);
  });

  const window = { options: { num_ctx: 2_048 } };
  const long = [{ role: "user", content: "猫".repeat(2_000) }];
  const numbers = Array.from({ length: 400 }, (_, index) => `${index} `);

  test("continue when the window is full and end normally", async () => {
    await using ollama = await open({ protocol: "ollama", script: { pieces: numbers } });
    const said = lines((await ollama.ask("/api/chat", { ...chat, ...window, messages: long })).text);
    expect(said.at(-1)).toMatchObject({ done_reason: "stop" });
    expect(said.at(-1).prompt_eval_count + said.at(-1).eval_count).toBeGreaterThan(2_048);
  });

  test("end when the window is full if `shift` is false", async () => {
    await using ollama = await open({ protocol: "ollama", script: { pieces: numbers } });
    const body = { ...chat, ...window, messages: long, shift: false };
    const last = lines((await ollama.ask("/api/chat", body)).text).at(-1);
    expect(last).toMatchObject({ done_reason: "length" });
    expect(last.prompt_eval_count + last.eval_count).toBe(2_048);
  });

  test("count more tokens than characters when the model was made for other languages", async () => {
    const models = [{ name: "smollm2:135m", tokensPerCharacter: 1.75 }, { name: "gemma3:12b" }];
    await using ollama = await open({ protocol: "ollama", models });
    const read = async (model: string, content: string) => {
      const answer = await ollama.ask("/api/chat", { model, messages: [{ role: "user", content }] });
      return lines(answer.text).at(-1).prompt_eval_count;
    };
    expect(await read("smollm2:135m", "ねこがすき".repeat(20))).toBeGreaterThan(175);
    // 学 is missing from the vocabulary: three tokens, one for each byte
    expect(await read("gemma3:12b", "大学".repeat(50))).toBeGreaterThan(150);
  });

  test("end without a closing line after 31 equal pieces", async () => {
    await using ollama = await open({ protocol: "ollama", script: { pieces: Array<string>(100).fill("- ") } });
    const answer = await ollama.ask("/api/chat", chat);
    expect(answer.status).toBe(200);
    const said = lines(answer.text);
    expect(said).toHaveLength(31);
    expect(said.every(({ done, error }) => done === false && error === undefined)).toBe(true);
  });

  test("break off with an error line when the runner dies, and the next request loads the model again", async () => {
    await using ollama = await open({ protocol: "ollama", script: { text: "猫が好き", dies: 1 } });
    const said = lines((await ollama.ask("/api/chat", chat)).text);
    expect(said).toHaveLength(2);
    expect(said[1]).toEqual({ error: "an error was encountered while running the model: unexpected EOF" });
    ollama.upstream.script = { dies: "loading" };
    const answer = await ollama.ask("/api/chat", chat);
    expect(answer).toMatchObject({ status: 500, text: '{"error":"llama-server process no longer running: unknown "}' });
    expect(ollama.upstream.loads).toHaveLength(2);
  });

  const format = {
    type: "object",
    properties: { words: { type: "array", items: { type: "string" } }, kind: { enum: ["sign", "subtitle"] } },
    required: ["words", "kind"],
    additionalProperties: false,
  };
  const formatted: [string, string, object][] = [
    ["keep an answer that fits", '{"words":["猫"],"kind":"subtitle"}', { words: ["猫"], kind: "subtitle" }],
    ["become an object even if the model wrote prose", "I see a cat.", { words: ["I see a cat."], kind: "sign" }],
    [
      "lose values and fields that the schema does not allow",
      '{"words":["猫"],"kind":"title","more":1}',
      { words: ["猫"], kind: "sign" },
    ],
  ];
  for (const [title, text, expected] of formatted) {
    test(`${title}, under a schema`, async () => {
      await using ollama = await open({ protocol: "ollama", script: { text } });
      const said = lines((await ollama.ask("/api/chat", { ...chat, format })).text);
      expect(JSON.parse(said.map(({ message }) => message.content).join(""))).toEqual(expected);
    });
  }
});

describe("Ollama's compatible APIs", () => {
  const content = Array.from({ length: 5_600 }, (_, index) => (index % 2 ? "猫" : "犬")).join("");
  const messages = [
    { role: "system", content: "You are a tutor." },
    { role: "user", content },
  ];

  test("silently cut off the beginning of a long prompt and read half of the window and two tokens", async () => {
    await using ollama = await open({ protocol: "ollama" });
    const completion = await ollama.ask("/v1/chat/completions", { ...chat, messages });
    expect(JSON.parse(completion.text).usage.prompt_tokens).toBe(2_050);
    const body = { ...chat, max_tokens: 99, messages: messages.slice(1) };
    const headers = { "anthropic-version": "2026-10-21" };
    const message = await ollama.ask("/v1/messages", body, { headers });
    expect(JSON.parse(message.text).usage.input_tokens).toBe(2_050);
  });
});

describe("a model that Ollama's compatible APIs load", () => {
  test.each([
    [undefined, 4_096],
    [16_384, 16_384],
  ])("has the server's own window (%p), which /api/ps lists", async (window, expected) => {
    const models = [{ name: "gemma3:12b", contextLength: 131_072, ...(window && { window }) }];
    await using ollama = await open({ protocol: "ollama", models, loaded: [] });
    const windows = async () =>
      JSON.parse((await ollama.ask("/api/ps")).text).models.map(
        (model: { context_length: number }) => model.context_length,
      );
    expect(await windows()).toEqual([]);
    await ollama.ask("/v1/chat/completions", chat);
    expect(await windows()).toEqual([expected]);
    const headers = { "anthropic-version": "2026-10-21" };
    await ollama.ask("/v1/messages", { ...chat, max_tokens: 99 }, { headers });
    expect(ollama.upstream.loads).toHaveLength(1);
    // the native API with `shift: false` starts the runner again
    await ollama.ask("/api/chat", { ...chat, shift: false });
    expect(ollama.upstream.loads).toHaveLength(2);
  });
});

describe("the Messages API of other servers", () => {
  const body = { model: "claude-sonnet-5-5", max_tokens: 99, stream: true, messages: chat.messages };
  const headers = { "anthropic-version": "2026-10-21", "x-api-key": "test-key" };
  const read = async (flavour: "ollama" | "litellm" | "llamacpp") => {
    await using server = await open({ protocol: "anthropic", flavour });
    const { text } = await server.ask("/v1/messages", body, { headers });
    const events = [...text.matchAll(/^data: (.+)$/gm)].map(([, data = ""]) => JSON.parse(data));
    const of = (type: string) => events.find((event) => event.type === type);
    return { first: events[0].type, start: of("message_start")?.message.usage, end: of("message_delta").usage };
  };

  test("begins with an estimate and ends with the true count at Ollama", async () => {
    const { start, end } = await read("ollama");
    expect(start.input_tokens).toBeWithin(1, end.input_tokens);
  });

  test("begins with zero and ends with the true count at LiteLLM", async () => {
    const { start, end } = await read("litellm");
    expect(start.input_tokens).toBe(0);
    expect(end.input_tokens).toBeGreaterThan(0);
  });

  test("has no opening event and no input count at llama.cpp", async () => {
    const { first, start, end } = await read("llamacpp");
    expect(first).not.toBe("message_start");
    expect(start).toBeUndefined();
    expect(end).not.toHaveProperty("input_tokens");
  });
});

describe("LiteLLM", () => {
  const path = "/v1/chat/completions";
  const litellm = () => open({ protocol: "openai", flavour: "litellm", key: "sk-master" });
  const bearer = (key: string) => ({ headers: { authorization: `Bearer ${key}` } });

  test("answers a wrong key with 400 and no key with a bare 500", async () => {
    await using server = await litellm();
    const wrong = await server.ask(path, chat, bearer("sk-other"));
    expect(wrong.status).toBe(400);
    expect(JSON.parse(wrong.text).error).toMatchObject({ message: "No connected db.", type: "no_db_connection" });
    const none = await server.ask(path, chat);
    expect(none).toMatchObject({ status: 500, text: "Internal Server Error" });
    expect(none.headers.get("content-type")).toStartWith("text/plain");
  });

  test("answers a model that is not in its list with 400", async () => {
    await using server = await litellm();
    const answer = await server.ask(path, { ...chat, model: "not-in-list" }, bearer("sk-master"));
    expect(answer.status).toBe(400);
    expect(answer.text).toContain("Invalid model name passed in model=not-in-list");
  });
});

describe("llama-server", () => {
  test("answers to any model name, and sends 404 as JSON for an unknown path", async () => {
    await using server = await open({ protocol: "openai", flavour: "llamacpp" });
    expect((await server.ask("/v1/chat/completions", { ...chat, model: "nothere" })).status).toBe(200);
    const answer = await server.ask("/api/v1/models");
    expect(answer.status).toBe(404);
    expect(JSON.parse(answer.text).error).toMatchObject({ message: "File Not Found", type: "not_found_error" });
  });

  test("refuses a picture for a model without vision with 500", async () => {
    const models = [{ name: "a", capabilities: ["completion"] }];
    await using server = await open({ protocol: "openai", flavour: "llamacpp", models });
    const image = { type: "image_url", image_url: { url: `data:image/png;base64,${pixel}` } };
    const answer = await server.ask("/v1/chat/completions", {
      ...chat,
      messages: [{ role: "user", content: [image] }],
    });
    expect(answer.status).toBe(500);
    expect(answer.text).toContain("image input is not supported");
  });
});

describe("nginx in front of a server", () => {
  const behind = (front: UpstreamOptions["front"]) => open({ protocol: "ollama", ...(front && { front }) });

  for (const [front, status, title] of [
    [badGateway, 502, "502 Bad Gateway"],
    [gatewayTimeout, 504, "504 Gateway Time-out"],
    [wantsHttps, 400, "The plain HTTP request was sent to HTTPS port"],
  ] as const) {
    test(`sends ${status} as HTML: ${title}`, async () => {
      await using server = await behind(front);
      const answer = await server.ask("/api/tags");
      expect(answer.status).toBe(status);
      expect(answer.headers.get("content-type")).toBe("text/html");
      expect(answer.text).toContain(title);
    });
  }

  test("redirects an address, limits a body, and asks for a password", async () => {
    await using moved = await behind(movedTo("https://models.example/v1"));
    const answer = await moved.ask("/api/tags");
    expect(answer.status).toBe(301);
    expect(answer.headers.get("location")).toBe("https://models.example/v1");

    await using narrow = await behind(bodyLimit(2_048));
    expect((await narrow.ask("/api/chat", chat)).status).toBe(200);
    expect(await narrow.ask("/api/chat", { ...chat, more: "x".repeat(2_048) })).toMatchObject({ status: 413 });

    await using locked = await behind(basicAuth("models", "secret"));
    const refused = await locked.ask("/api/tags");
    expect(refused.status).toBe(401);
    expect(refused.headers.get("www-authenticate")).toBe('Basic realm="models"');
    const headers = { authorization: `Basic ${btoa("models:secret")}` };
    expect((await locked.ask("/api/tags", undefined, { headers })).status).toBe(200);
  });
});
