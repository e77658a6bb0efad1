import { describe, expect, test } from "bun:test";
import { hostileKinds, startHostileServer } from "#test/hostile-servers.ts";
import { setUp } from "#test/upstream/one-provider.ts";
import type { Upstream } from "#test/upstream/start-upstream.ts";

const { open, create } = setUp("ollama");
const shows = (upstream: Upstream) => upstream.requests.filter(({ path }) => path === "/api/show").length;
const chats = ["completion"];

describe("models", () => {
  test("lists models by name with what the server says, without those that cannot chat (64)", async () => {
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

  test("lists none or two hundred models in order (64)", async () => {
    await using upstream = await open({ models: [] });
    expect(await create(upstream).models()).toEqual([]);
    expect(await create(upstream).isAvailable()).toBe(true);
    upstream.models = Array.from({ length: 200 }, (_, index) => ({ name: `model-${(index * 7) % 200}:1b` }));
    const ids = await create(upstream).listModels();
    expect(ids).toHaveLength(200);
    expect(ids).toEqual(ids.toSorted((a, b) => a.localeCompare(b)));
  });

  test("asks an old server about each model, once for each file (65)", async () => {
    const alt = { name: "alt:7b", contextLength: 2_048, modelfile: "num_ctx 512", capabilities: [...chats, "vision"] };
    await using upstream = await open({ version: "0.9.0", models: [alt] });
    for (let turn = 0; turn < 2; turn += 1)
      expect(await create(upstream).models()).toMatchObject([{ id: "alt:7b", vision: true, contextLength: 2_048 }]);
    expect(shows(upstream)).toBe(1);
    upstream.models = [{ ...alt, digest: "another file", capabilities: chats }];
    expect(await create(upstream).models()).toMatchObject([{ id: "alt:7b", vision: false, digest: "another file" }]);
    expect(shows(upstream)).toBe(2);
  });

  test("asks about four models at a time (65)", async () => {
    const ready = Promise.withResolvers<void>();
    const models = Array.from({ length: 10 }, (_, index) => ({
      name: `by-fours-${index}:1b`,
      showWaits: ready.promise,
      capabilities: chats,
    }));
    await using upstream = await open({ version: "0.9.0", models });
    const listed = create(upstream).models();
    await upstream.waitForRequest("/api/show", 4);
    await create(upstream).probe(); // a fifth would have come meanwhile
    expect(shows(upstream)).toBe(4);
    ready.resolve();
    expect(await listed).toHaveLength(10);
    expect(shows(upstream)).toBe(10);
  });

  test("lists models that cannot be described, and asks about them again (65)", async () => {
    const model = { name: "odd:1b", showFails: true, capabilities: chats };
    await using upstream = await open({ version: "0.9.0", models: [model] });
    const [before] = await create(upstream).models();
    expect(before).toMatchObject({ id: "odd:1b" });
    expect(before).not.toHaveProperty("vision");
    upstream.models = [{ ...model, showFails: false }];
    expect(await create(upstream).models()).toMatchObject([{ id: "odd:1b", vision: false }]);
  });

  test("leaves capabilities unknown when the server predates them (65)", async () => {
    await using upstream = await open({ version: "0.6.0", models: [{ name: "old:1b", capabilities: chats }] });
    const [model] = await create(upstream).models();
    expect(model).toMatchObject({ id: "old:1b" });
    expect(model).not.toHaveProperty("thinking");
  });

  test.each(["0.32.15", "0.9.0"])("66, T47. that run on somebody else's computer are marked (%s)", async (version) => {
    const models = [{ name: "gpt-oss:120b-cloud", remoteHost: "https://ollama.com:443", capabilities: chats }];
    await using upstream = await open({ version, models });
    expect(await create(upstream).models()).toMatchObject([{ id: "gpt-oss:120b-cloud", remote: true }]);
  });

  test("leaves out embedding models, also on an old server (66)", async () => {
    const models = [{ name: "nomic-embed-text:latest", capabilities: ["embedding"] }];
    for (const version of ["0.32.15", "0.9.0"]) {
      await using upstream = await open({ version, models });
      expect(await create(upstream).models()).toEqual([]);
    }
  });

  test("treats all spellings of a model's name as one (67)", async () => {
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

  test("lists models of a server of any or no version (68)", async () => {
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

  test("say how much of them is on the GPU, in which window, and when they leave memory", async () => {
    const models = [{ name: "big:27b", sizeBytes: 20e9, gpuShare: 0.62, capabilities: chats }];
    const now = Date.UTC(2027, 0);
    await using upstream = await open({ models, now: () => now });
    const provider = create(upstream);
    await provider.store?.load("big:27b", { contextTokens: 16_384, keepAlive: "30m" });
    const [loaded] = await provider.models();
    expect(loaded?.memory).toEqual({ gpuShare: 0.62, contextTokens: 16_384, unloadsAt: now + 30 * 60_000 });
    await provider.store?.load("big:27b", { contextTokens: 16_384, keepAlive: -1 });
    // for ever
    expect((await provider.models())[0]?.memory).toEqual({ gpuShare: 0.62, contextTokens: 16_384 });
  });

  test("say which pictures they take by the server's word, never by their name", async () => {
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

describe("75. is it there?", () => {
  test.each(hostileKinds)("no, within three seconds: %s", async (kind) => {
    const server = await startHostileServer(kind);
    try {
      // none of them ends by itself: without the limit this would run into the test's own
      expect(await create(server).isAvailable()).toBe(false);
    } finally {
      server.close();
    }
  });

  test("no, at once: nothing listens", async () => {
    const probe = await create({ url: "http://127.0.0.1:1" }).probe();
    expect(probe).toMatchObject({ ok: false, error: { code: "connect" } });
    expect(await create({ url: "http://127.0.0.1:1" }).isAvailable()).toBe(false);
  });
});
