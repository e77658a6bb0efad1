import { describe, expect, test } from "bun:test";
import { readAnswer, subjects } from "#test/upstream/each-provider.ts";
import { onePixel } from "#test/llm-images.ts";
import { badGateway, bodyLimit, gatewayTimeout, movedTo } from "#test/upstream/nginx.ts";
import { startUpstream, type UpstreamOptions } from "#test/upstream/start-upstream.ts";
import { createKnowledge } from "#server/llm/knowledge.ts";
import { createProvider } from "#server/llm/index.ts";
import type { ProviderType } from "#shared/providers.ts";
import type { LLMStreamOptions } from "#server/llm/types.ts";

type Case = { type: ProviderType; server: UpstreamOptions; model?: string; apiKey?: string | null };

const pathOf = { ollama: "", anthropic: "", "openai-compatible": "/v1" };
const usualModel = (type: ProviderType) => subjects.find(({ name }) => name === type)!.model;

/** Asks one question of a scripted server that behaves as a real one was seen to. */
async function ask(
  { type, server, model = usualModel(type), apiKey = "test-key" }: Case,
  more: Partial<LLMStreamOptions> = {},
) {
  await using upstream = await startUpstream(server);
  const provider = createProvider(
    { type, baseUrl: `${upstream.url}${pathOf[type]}`, apiKey },
    createKnowledge(),
    0.005,
  );
  const messages = [{ role: "user" as const, content: "猫が好きです" }];
  return await readAnswer(provider, { model, system: "You are a tutor.", messages, maxTokens: 100, ...more });
}

const litellm = { protocol: "openai", flavour: "litellm", key: "sk-master" } as const;
const litellmMessages = { ...litellm, protocol: "anthropic" } as const;

describe("a LiteLLM gateway", () => {
  const rows: [string, Case, object][] = [
    [
      "answers a wrong key with `auth`",
      { type: "openai-compatible", server: litellm, apiKey: "sk-other" },
      { code: "auth" },
    ],
    [
      "answers a missing key with a general server error",
      { type: "openai-compatible", server: litellm, apiKey: null },
      { code: "server" },
    ],
    [
      "answers an unlisted model with `model_not_found`",
      { type: "openai-compatible", server: litellm, apiKey: "sk-master", model: "not-in-list" },
      { code: "model_not_found" },
    ],
    [
      "answers a wrong key with `auth` in the Messages API",
      { type: "anthropic", server: litellmMessages, apiKey: "sk-other" },
      { code: "auth" },
    ],
    [
      "answers a missing model with `model_not_found` in the Messages API",
      { type: "anthropic", server: litellmMessages, apiKey: "sk-master", model: "claude-none" },
      { code: "model_not_found" },
    ],
  ];
  for (const [title, row, expected] of rows)
    test(title, async () => expect((await ask(row)).error).toMatchObject(expected));
});

describe("a server behind nginx", () => {
  const rows: [string, UpstreamOptions["front"], object, object?][] = [
    ["is down", badGateway, { code: "server", info: { status: 502, retryable: true } }],
    ["answers too late", gatewayTimeout, { code: "server", info: { status: 504, retryable: true } }],
    [
      "has moved",
      movedTo("https://models.example/v1"),
      { code: "wrong_endpoint", info: { hint: "https://models.example" } },
    ],
    ["takes only small requests", bodyLimit(100), { code: "too_large" }],
  ];
  for (const [title, front, expected] of rows) {
    for (const { name: type, protocol } of subjects) {
      test(`${title} [${type}]`, async () => {
        const { error } = await ask({ type, server: { protocol, ...(front && { front }) } });
        expect(error).toMatchObject(expected);
        expect(error?.message).not.toContain("<");
      });
    }
  }
});

describe("a prompt that the server silently cuts", () => {
  const content = Array.from({ length: 4_200 }, (_, index) => (index % 2 ? "猫" : "犬")).join("");
  const messages = [{ role: "user" as const, content }];
  const server = { protocol: "ollama" } as const;
  for (const type of ["openai-compatible", "anthropic"] as const) {
    const row = { type, server, model: "gemma3:12b" };
    test(`is recognised by the number of tokens read [${type}]`, async () => {
      const { result } = await ask(row, { messages, contextTokens: 100_000 });
      expect(result).toMatchObject({ promptTruncated: true, usage: { input: 2_050 } });
    });
    test(`is not reported when the prompt fits [${type}]`, async () => {
      const short = [{ role: "user" as const, content: content.slice(0, 2_000) }];
      expect((await ask(row, { messages: short, contextTokens: 100_000 })).result).not.toHaveProperty(
        "promptTruncated",
      );
    });
  }
});

describe("the Messages API of other servers", () => {
  const usageOf = async (flavour: "ollama" | "litellm" | "llamacpp") =>
    (await ask({ type: "anthropic", server: { protocol: "anthropic", flavour } })).result?.usage;

  test("takes the prompt's tokens from the last event, when the first one has an estimate or zero", async () => {
    const truth = (await ask({ type: "anthropic", server: { protocol: "anthropic" } })).result?.usage?.input;
    expect(truth).toBeGreaterThan(5);
    expect(await usageOf("ollama")).toMatchObject({ input: truth });
    expect(await usageOf("litellm")).toMatchObject({ input: truth });
  });

  test("leaves the prompt's tokens unknown, not zero, when llama.cpp counts only its output", async () => {
    expect(await usageOf("llamacpp")).toEqual({ output: 6 });
  });

  test("reports that the model sees no pictures when Ollama nests that error", async () => {
    const models = [{ name: "blind", capabilities: ["completion"] }];
    const messages = [{ role: "user" as const, content: "何", images: [onePixel] }];
    for (const type of ["anthropic", "ollama"] as const) {
      const server = { protocol: type, flavour: "ollama", models } as const;
      const { error } = await ask({ type, server, model: "blind" }, { messages });
      expect(error).toMatchObject({ code: "unsupported", message: expect.stringContaining("cannot see pictures") });
    }
  });
});
