import { describe, expect, test } from "bun:test";
import { startUpstream, type Upstream, type UpstreamOptions } from "#test/upstream/start-upstream.ts";
import { onePixel } from "#test/llm-images.ts";
import { readAnswer } from "#test/upstream/each-provider.ts";
import { createProvider } from "#server/llm/index.ts";
import { knowledgeOf } from "#test/upstream/knowledge-of.ts";

const open = (options: Partial<UpstreamOptions> = {}) => startUpstream({ protocol: "openai", ...options });
const create = (upstream: Pick<Upstream, "url">, apiKey: string | null = null) =>
  createProvider({ type: "openai-compatible", baseUrl: `${upstream.url}/v1`, apiKey }, knowledgeOf(upstream), 0.01);
const ask = { model: "sees", system: "", messages: [{ role: "user" as const, content: "猫" }], maxTokens: 300 };

describe("the model list (99)", () => {
  test("is read as {data: […]}, as a bare array, and at /models (99)", async () => {
    for (const listShape of ["data", "array", "root"] as const) {
      await using upstream = await open({ listShape });
      const provider = create(upstream);
      expect(await provider.listModels()).toEqual(["google/gemma-3-12b", "qwen/qwen3-8b"]);
      expect(await provider.probe()).toEqual({ ok: true });
    }
  });

  test("is empty when the server lists no models but serves chats (99)", async () => {
    for (const errorShape of ["object", "detail", "vllm"] as const) {
      await using upstream = await open({ listShape: "none", errorShape });
      const provider = create(upstream);
      expect(await provider.probe()).toEqual({ ok: true });
      expect(await provider.models()).toEqual([]);
      expect(await provider.isAvailable()).toBe(true);
      expect(await provider.complete({ ...ask, model: "qwen/qwen3-8b" })).toContain("猫");
    }
  });

  test("needs a key when the server needs one, with or without a list (99)", async () => {
    for (const listShape of ["data", "none"] as const) {
      await using upstream = await open({ key: "geheim", listShape });
      expect(await create(upstream).probe()).toMatchObject({ ok: false, error: { code: "auth" } });
      expect(await create(upstream, "geheim").probe()).toEqual({ ok: true });
    }
  });

  test.each([
    ["no models", { object: "list", data: [] }],
    ["null, as a real Ollama without models", { object: "list", data: null }],
  ])("is empty when the server lists %s (99)", async (_what, list) => {
    const other = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: () => Response.json(list) });
    const provider = create({ url: other.url.href.replace(/\/$/, "") });
    expect((await provider.probe()).ok).toBe(true);
    expect(await provider.models()).toEqual([]);
    await other.stop(true);
  });

  const others: [string, () => Response][] = [
    ["a web page", () => new Response("<html>hello</html>", { headers: { "content-type": "text/html" } })],
    ["a bare empty array", () => Response.json([])],
    ["an empty list that does not say of what", () => Response.json({ data: [] })],
    ["a list without ids", () => Response.json([{ name: "a" }])],
    ["a list of numbers", () => Response.json({ object: "list", data: [1, 2] })],
    ["a text", () => Response.json("ok")],
    ["null", () => Response.json(null)],
    ["unrelated JSON", () => Response.json({ hello: "world" })],
    ["a 404 for everything", () => Response.json({ error: "Not Found" }, { status: 404 })],
    ["a 405 for everything", () => new Response("no", { status: 405 })],
    ["a web page with status 400", () => new Response("<html>Bad Request</html>", { status: 400 })],
    ["LM Studio's 200 on a wrong path", () => Response.json({ error: "Unexpected endpoint or method." })],
    ["an empty response", () => new Response("")],
  ];
  for (const [what, answer] of others) {
    test(`is an error, not an empty list, for ${what} (99)`, async () => {
      const other = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: answer });
      const probe = await create({ url: other.url.href.replace(/\/$/, "") }).probe();
      expect(probe.ok).toBe(false);
      if (!probe.ok) expect(["wrong_endpoint", "unsupported"]).toContain(probe.error.code);
      await other.stop(true);
    });
  }

  test("keeps all models when one has a malformed field (99)", async () => {
    const odd = { context_length: "lots", architecture: "transformer", capabilities: ["completion"], owned_by: 7 };
    await using upstream = await open({ models: [{ name: "odd", listed: odd }, "plain"] });
    expect(await create(upstream).models()).toEqual([{ id: "odd" }, { id: "plain" }]);
  });
});

describe("a model's abilities (100)", () => {
  test("come from the list, and are unknown where it does not say (100)", async () => {
    await using upstream = await open({
      models: [
        { name: "sees", capabilities: ["vision"], contextLength: 4_096 },
        { name: "reads", capabilities: [] },
        { name: "silent" },
      ],
    });
    expect(await create(upstream).models()).toEqual([
      { id: "sees", vision: true, contextLength: 4_096 },
      { id: "reads", vision: false },
      { id: "silent" },
    ]);
  });

  test("are read from the different fields of hosted servers (100)", async () => {
    const listed = [
      {
        name: "Router: Sees",
        context_length: 262_144,
        architecture: { input_modalities: ["image", "text"], output_modalities: ["text"] },
        top_provider: { max_completion_tokens: 8_192 },
        supported_parameters: ["max_tokens", "structured_outputs", "response_format"],
      },
      { architecture: { input_modalities: ["text"], output_modalities: ["image"] } },
      { context_window: 131_072, max_completion_tokens: 32_768 },
      { capabilities: { completion_chat: true, vision: true }, max_context_length: 128_000 },
      { capabilities: { completion_chat: false, vision: false }, max_context_length: 8_192 },
    ];
    const names = ["openrouter", "openrouter-draws", "groq", "mistral", "mistral-embed"];
    await using upstream = await open({ models: names.map((name, index) => ({ name, listed: listed[index]! })) });
    expect(await create(upstream).models()).toEqual([
      {
        id: "openrouter",
        label: "Router: Sees",
        contextLength: 262_144,
        maxOutputTokens: 8_192,
        vision: true,
        format: "schema",
      },
      { id: "groq", contextLength: 131_072, maxOutputTokens: 32_768 },
      { id: "mistral", contextLength: 128_000, vision: true },
    ]);
  });

  test("come from /props at llama.cpp, with the window that the model runs with (100)", async () => {
    const model = { name: "gemma-3-4b", contextLength: 131_072, window: 16_384 };
    for (const capabilities of [["vision"], []]) {
      await using upstream = await open({ flavour: "llamacpp", models: [{ ...model, capabilities }] });
      expect(await create(upstream).models()).toEqual([
        {
          id: "gemma-3-4b",
          contextLength: 16_384,
          vision: capabilities.length > 0,
          loaded: true,
          canStopThinking: true,
          parallel: 1,
          runBy: "llamacpp",
        },
      ]);
    }
  });

  test("are read only for loaded models at llama.cpp with several, which loads none for it (100)", async () => {
    const of = (name: string, value: string, args?: string[]) => ({
      name,
      window: 8_192,
      listed: { status: { value, ...(args && { args }) } },
    });
    // the last model has left memory since it was listed
    const models = [
      of("a", "loaded"),
      of("b", "unloaded", ["llama-server", "--ctx-size", "4096"]),
      of("c", "sleeping"),
      of("d", "loaded"),
    ];
    await using upstream = await open({ flavour: "llamacpp", models, loaded: ["a"] });
    const list = await create(upstream).models();
    expect(list.map(({ id, loaded, contextLength }) => [id, loaded, contextLength])).toEqual([
      ["a", true, 8_192],
      ["b", false, 4_096],
      ["c", false, undefined],
      ["d", true, undefined],
    ]);
    expect(upstream.requests.filter(({ path }) => path === "/props")).toHaveLength(2);
    expect(upstream.loads).toEqual([]);
  });

  test("include the window from vLLM's list (100)", async () => {
    const models = [{ name: "qwen3-8b", contextLength: 40_960, window: 12_288 }];
    await using upstream = await open({ flavour: "vllm", models });
    expect(await create(upstream).models()).toEqual([
      { id: "qwen3-8b", contextLength: 12_288, canStopThinking: true, parallel: 256, runBy: "vllm" },
    ]);
  });

  const atLmStudio = [
    {
      name: "gemma-3-12b",
      displayName: "Gemma 3 12B",
      parameters: "12B",
      quantisation: "Q4_K_M",
      sizeBytes: 8_149_190_253,
      capabilities: ["vision"],
      contextLength: 131_072,
      window: 6_000,
    },
    { name: "qwen3-8b", capabilities: [], contextLength: 40_960 },
    { name: "text-embedding-nomic", capabilities: ["embedding"] },
  ];

  test("come from LM Studio's native list, without embedding models (100)", async () => {
    const runBy = { runBy: "lmstudio" } as const;
    const options = { flavour: "lmstudio", models: atLmStudio, loaded: ["gemma-3-12b"] } as const;
    await using upstream = await open({ ...options, version: "0.4.19" });
    expect(await create(upstream).models()).toEqual([
      {
        id: "gemma-3-12b",
        label: "Gemma 3 12B",
        parameters: "12B",
        quantisation: "Q4_K_M",
        sizeBytes: 8_149_190_253,
        contextLength: 6_000,
        vision: true,
        loaded: true,
        ...runBy,
      },
      { id: "qwen3-8b", label: "qwen3-8b", contextLength: 40_960, vision: false, loaded: false, ...runBy },
    ]);
    await using older = await open({ ...options, version: "0.3.20" });
    expect(await create(older).models()).toEqual([
      { id: "gemma-3-12b", quantisation: "Q4_K_M", contextLength: 6_000, vision: true, loaded: true, ...runBy },
      { id: "qwen3-8b", quantisation: "Q4_K_M", contextLength: 40_960, vision: false, loaded: false, ...runBy },
    ]);
  });

  test("are waited for at most three seconds when a native API hangs (100)", async () => {
    const slow = Bun.serve({
      hostname: "127.0.0.1",
      port: 0,
      fetch: ({ url }) =>
        url.endsWith("/v1/models") ? Response.json({ data: [{ id: "sees" }] }) : new Promise<Response>(() => {}),
    });
    const provider = create({ url: slow.url.href.replace(/\/$/, "") });
    // the native APIs never answer: without the limits, the test would time out
    expect(await provider.probe()).toEqual({ ok: true });
    expect(await provider.models()).toEqual([{ id: "sees" }]);
    await slow.stop(true);
  });

  test("are learned from a refused picture, and the next picture is refused before sending (100)", async () => {
    for (const flavour of ["llamacpp", "lmstudio", "vllm", "plain"] as const) {
      const models = [
        { name: "reads", capabilities: [] as string[] },
        { name: "sees", capabilities: ["vision"] },
      ];
      await using upstream = await open({ flavour, models: flavour === "llamacpp" ? models.slice(0, 1) : models });
      const images = [{ role: "user" as const, content: "何", images: [onePixel] }];
      const askWithPicture = () => readAnswer(create(upstream), { ...ask, model: "reads", messages: images });
      const chats = () => upstream.requests.filter(({ method }) => method === "POST").length;
      expect((await askWithPicture()).error?.code).toBe("unsupported");
      expect(chats()).toBe(1);
      // the refusal is remembered
      expect((await askWithPicture()).error?.code).toBe("unsupported");
      expect(chats()).toBe(1);
      if (flavour !== "llamacpp")
        expect((await readAnswer(create(upstream), { ...ask, messages: images })).error).toBeNull();
    }
  });
});

describe("what was learned about a model is forgotten", () => {
  const learned = { vision: false, format: "json" } as const;

  test("when an Ollama has a different file under its name", async () => {
    const model = { name: "sees", capabilities: ["completion", "vision"] };
    await using upstream = await open({ flavour: "ollama", models: [{ ...model, digest: "aaa" }] });
    const provider = create(upstream);
    await provider.models();
    provider.knowledge.learn("sees", learned);
    expect(await provider.models()).toMatchObject([{ ...learned, digest: "aaa" }]);
    upstream.models = [{ ...model, digest: "bbb" }];
    expect(await provider.models()).toMatchObject([{ id: "sees", vision: true, digest: "bbb" }]);
    expect(provider.knowledge.get("sees")).not.toHaveProperty("format");
  });

  test("when llama.cpp is another build", async () => {
    const models = [{ name: "sees", capabilities: ["vision"] }];
    await using before = await open({ flavour: "llamacpp", models, version: "11434" });
    await using after = await open({ flavour: "llamacpp", models, version: "11500" });
    const knowledge = knowledgeOf(before);
    const at = ({ url }: { url: string }) =>
      createProvider({ type: "openai-compatible", baseUrl: `${url}/v1` }, knowledge);
    await at(before).models();
    knowledge.learn("sees", learned);
    expect(await at(before).models()).toMatchObject([learned]);
    const [model] = await at(after).models();
    expect([model?.vision, model?.format]).toEqual([true, undefined]);
  });
});
