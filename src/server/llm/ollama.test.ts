import { describe, expect, test } from "bun:test";
import { startUpstream, type Upstream, type UpstreamOptions } from "#test/upstream/start-upstream.ts";
import { createProvider } from "./index.ts";
import type { LLMStreamOptions } from "./types.ts";

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
