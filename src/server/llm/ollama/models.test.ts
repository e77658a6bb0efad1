import { describe, expect, test } from "bun:test";
import { hostileKinds, startHostileServer } from "#test/hostile-servers.ts";
import { setUp } from "#test/upstream/one-provider.ts";
import type { Upstream } from "#test/upstream/start-upstream.ts";

const { open, create } = setUp("ollama");
const shows = (upstream: Upstream) => upstream.requests.filter(({ path }) => path === "/api/show").length;
const chats = ["completion"];

describe("the model list", () => {
  test("lists models by name with what the server reports, and leaves out models that cannot chat (64)", async () => {
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
        picture: { canvas: 896, tokens: 256 },
        digest: expect.stringMatching(/^[0-9a-f]{64}$/),
        modifiedAt: expect.any(Number),
        loaded: true,
        memory: { gpuShare: 1, unloadsAt: expect.any(Number), contextTokens: 4_096 },
      },
      expect.objectContaining({ id: "qwen3:8b", vision: false, thinking: true, loaded: false }),
    ]);
    expect(shows(upstream)).toBe(0);
  });

  test("is empty for a server without models, and sorted with 200 of them (64)", async () => {
    await using upstream = await open({ models: [] });
    expect(await create(upstream).models()).toEqual([]);
    expect(await create(upstream).isAvailable()).toBe(true);
    upstream.models = Array.from({ length: 200 }, (_, index) => ({ name: `model-${(index * 7) % 200}:1b` }));
    const ids = await create(upstream).listModels();
    expect(ids).toHaveLength(200);
    expect(ids).toEqual(ids.toSorted((a, b) => a.localeCompare(b)));
  });

  test("looks up each model once per digest when an old server lists no capabilities (65)", async () => {
    const alt = { name: "alt:7b", contextLength: 2_048, modelfile: "num_ctx 512", capabilities: [...chats, "vision"] };
    await using upstream = await open({ version: "0.9.0", models: [alt] });
    for (let turn = 0; turn < 2; turn += 1)
      expect(await create(upstream).models()).toMatchObject([{ id: "alt:7b", vision: true, contextLength: 2_048 }]);
    expect(shows(upstream)).toBe(1);
    upstream.models = [{ ...alt, digest: "another file", capabilities: chats }];
    expect(await create(upstream).models()).toMatchObject([{ id: "alt:7b", vision: false, digest: "another file" }]);
    expect(shows(upstream)).toBe(2);
  });

  test("looks up at most four models at a time (65)", async () => {
    const ready = Promise.withResolvers<void>();
    const models = Array.from({ length: 10 }, (_, index) => ({
      name: `by-fours-${index}:1b`,
      showWaits: ready.promise,
      capabilities: chats,
    }));
    await using upstream = await open({ version: "0.9.0", models });
    const listed = create(upstream).models();
    await upstream.waitForRequest("/api/show", 4);
    await create(upstream).probe(); // a fifth request would have arrived by now
    expect(shows(upstream)).toBe(4);
    ready.resolve();
    expect(await listed).toHaveLength(10);
    expect(shows(upstream)).toBe(10);
  });

  test("lists a model whose details cannot be read, and looks it up again next time (65)", async () => {
    const model = { name: "odd:1b", showFails: true, capabilities: chats };
    await using upstream = await open({ version: "0.9.0", models: [model] });
    const [before] = await create(upstream).models();
    expect(before).toMatchObject({ id: "odd:1b" });
    expect(before).not.toHaveProperty("vision");
    upstream.models = [{ ...model, showFails: false }];
    expect(await create(upstream).models()).toMatchObject([{ id: "odd:1b", vision: false }]);
  });

  test("leaves abilities unknown when the server is older than capabilities (65)", async () => {
    await using upstream = await open({ version: "0.6.0", models: [{ name: "old:1b", capabilities: chats }] });
    const [model] = await create(upstream).models();
    expect(model).toMatchObject({ id: "old:1b" });
    expect(model).not.toHaveProperty("thinking");
  });

  test.each(["0.32.15", "0.9.0"])(
    "marks models that run on another server, with version %s (66, T47)",
    async (version) => {
      const models = [{ name: "gpt-oss:120b-cloud", remoteHost: "https://ollama.com:443", capabilities: chats }];
      await using upstream = await open({ version, models });
      expect(await create(upstream).models()).toMatchObject([{ id: "gpt-oss:120b-cloud", remote: true }]);
    },
  );

  test("leaves out embedding models, also on an old server (66)", async () => {
    const models = [{ name: "nomic-embed-text:latest", capabilities: ["embedding"] }];
    for (const version of ["0.32.15", "0.9.0"]) {
      await using upstream = await open({ version, models });
      expect(await create(upstream).models()).toEqual([]);
    }
  });

  test("treats all spellings of a model's name as one model (67)", async () => {
    const model = { name: "gemma3:latest", capabilities: [...chats, "thinking"], contextLength: 2_048 };
    await using upstream = await open({ models: [model, { name: "hf.co/User/Model:Q4", contextLength: 1_024 }] });
    const provider = create(upstream);
    await provider.models();
    const ask = { system: "", messages: [{ role: "user" as const, content: "猫" }], maxTokens: 10 };
    for (const name of ["gemma3", "GEMMA3:latest", "HF.co/user/model:q4"])
      await provider.complete({ ...ask, model: name });
    const asked = upstream.requests.filter(({ path }) => path === "/api/chat").map(({ body }) => body);
    expect(asked).toMatchObject([2_048, 2_048, 1_024].map((num_ctx) => ({ options: { num_ctx } })));
  });

  test("works with any version text, or none (68)", async () => {
    for (const [said, version] of [
      ["0.33.0-rc2", "0.33.0-rc2"],
      ["0.0.0", "0.0.0"],
      ["", ""],
      ["built from source", ""],
    ] as const) {
      await using upstream = await open({ version: said });
      expect(await create(upstream).probe()).toEqual({ ok: true, version });
      expect(await create(upstream).models()).not.toEqual([]);
    }
  });

  test("reports how much of a model is on the GPU, its context window, and when it leaves memory", async () => {
    const models = [{ name: "big:27b", sizeBytes: 20e9, gpuShare: 0.62, capabilities: chats }];
    const now = Date.UTC(2027, 0);
    await using upstream = await open({ models, now: () => now });
    const provider = create(upstream);
    await provider.store?.load("big:27b", { contextTokens: 16_384, keepAlive: "30m" });
    const [loaded] = await provider.models();
    expect(loaded?.memory).toEqual({ gpuShare: 0.62, contextTokens: 16_384, unloadsAt: now + 30 * 60_000 });
    await provider.store?.load("big:27b", { contextTokens: 16_384, keepAlive: -1 });
    // stays in memory without a limit
    expect((await provider.models())[0]?.memory).toEqual({ gpuShare: 0.62, contextTokens: 16_384 });
  });

  test("takes the picture size from what the server reports, never from the model's name", async () => {
    const sees = [...chats, "vision"];
    const models = [
      { name: "anything:1b", family: "gemma3", capabilities: sees },
      { name: "gemma3:1b", family: "gemma3", capabilities: chats },
      { name: "gemma3-lookalike:8b", family: "qwen3", capabilities: sees },
    ];
    const picture = { canvas: 896, tokens: 256 };
    for (const version of ["0.32.15", "0.9.0"]) {
      await using upstream = await open({ version, models });
      const list = await create(upstream).models();
      expect(list.map((model) => [model.id, model.picture])).toEqual([
        ["anything:1b", picture],
        ["gemma3-lookalike:8b", undefined],
        ["gemma3:1b", undefined],
      ]);
    }
  });
});

describe("isAvailable (75)", () => {
  test.each(hostileKinds)("returns false within three seconds when the server is hostile: %s", async (kind) => {
    const server = await startHostileServer(kind);
    try {
      // none of these servers ends a response by itself: without our limit, the test would time out
      expect(await create(server).isAvailable()).toBe(false);
    } finally {
      server.close();
    }
  });

  test("returns false at once when nothing listens", async () => {
    const probe = await create({ url: "http://127.0.0.1:1" }).probe();
    expect(probe).toMatchObject({ ok: false, error: { code: "connect" } });
    expect(await create({ url: "http://127.0.0.1:1" }).isAvailable()).toBe(false);
  });
});
