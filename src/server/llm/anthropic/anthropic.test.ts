import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "bun:test";
import { onePixel } from "#test/llm-images.ts";
import { readAnswer } from "#test/upstream/each-provider.ts";
import { setUp } from "#test/upstream/one-provider.ts";
import type { Upstream } from "#test/upstream/start-upstream.ts";
import { createProvider } from "#server/llm/index.ts";
import { createKnowledge } from "#server/llm/knowledge.ts";

const { ask: question, open, create } = setUp("anthropic");
const ask = { ...question, maxTokens: 2_000 };
const bodies = ({ requests }: Upstream) => requests.map(({ body }) => body as Record<string, unknown>);
const chats = ({ requests }: Upstream) =>
  requests.filter(({ path }) => path === "/v1/messages").map(({ body }) => body as Record<string, unknown>);

describe("a request to Anthropic", () => {
  test("sends no sampling settings, the system text unchanged, and pictures before text (77)", async () => {
    await using upstream = await open();
    const messages = [{ role: "user" as const, content: "これは何ですか", images: [onePixel] }];
    await create(upstream).complete({ ...ask, messages, temperature: 0.2 });
    expect(bodies(upstream)).toEqual([
      {
        model: "claude-sonnet-5-5",
        max_tokens: 2_000,
        system: "You are a tutor.",
        stream: true,
        thinking: { type: "disabled" },
        messages: [
          {
            role: "user",
            content: [
              { type: "image", source: { type: "base64", media_type: "image/jpeg", data: onePixel.base64 } },
              { type: "text", text: "これは何ですか" },
            ],
          },
        ],
      },
    ]);
  });

  test("caches the prompt of a conversation, not of a single question (86)", async () => {
    await using upstream = await open();
    await create(upstream).complete(ask);
    await create(upstream).complete({ ...ask, conversation: true });
    expect(bodies(upstream).map((body) => body.cache_control)).toEqual([undefined, { type: "ephemeral" }]);
  });

  test("turns thinking off for a title, or leaves room for it when the model cannot stop (87)", async () => {
    const models = [
      { name: "claude-haiku-5-5", capabilities: ["vision", "no-thinking"] },
      { name: "claude-opus-5-5", capabilities: ["vision", "effort"] },
      { name: "claude-fable-5-1", capabilities: ["vision"] },
    ];
    await using upstream = await open({ models, script: { thinking: "過去形", text: "猫" } });
    const provider = create(upstream);
    await provider.models();
    for (const { name: model } of models)
      expect(await provider.complete({ ...ask, model, maxTokens: 60, think: false })).toBe("猫");
    expect(chats(upstream)).toMatchObject([
      { max_tokens: 60, thinking: { type: "disabled" } },
      { max_tokens: 1_024, output_config: { effort: "low" } },
      { max_tokens: 1_024 },
    ]);
    expect(chats(upstream).map((body) => [body.thinking !== undefined, body.output_config !== undefined])).toEqual([
      [true, false],
      [false, true],
      [false, false],
    ]);
  });

  test("learns from a refusal what the list did not say, and remembers it (87)", async () => {
    const capabilities = ["vision"];
    const models = [{ name: "claude-old", capabilities, maxOutputTokens: 4_096, isSilent: true }];
    await using upstream = await open({ models });
    const question = { ...ask, model: "claude-old", maxTokens: 8_192 };
    expect(await create(upstream).complete(question)).toContain("猫");
    expect(await create(upstream).complete(question)).toContain("猫");
    expect(bodies(upstream).map((body) => [body.max_tokens, body.thinking])).toEqual([
      [8_192, { type: "disabled" }],
      [4_096, { type: "disabled" }],
      [4_096, undefined],
      [4_096, undefined],
    ]);
  });

  test("never asks for more than the model can write", async () => {
    await using upstream = await open({
      models: [{ name: "claude-short", capabilities: ["vision"], maxOutputTokens: 512 }],
    });
    const provider = create(upstream);
    await provider.models();
    await provider.complete({ ...ask, model: "claude-short" });
    expect(chats(upstream)).toMatchObject([{ max_tokens: 512 }]);
  });

  test("sends nothing without a key, and nothing from the environment (89)", async () => {
    await using upstream = await open();
    await using elsewhere = await open();
    const profile = fs.mkdtempSync(join(os.tmpdir(), "blossom-profile-"));
    const kept = { ...process.env };
    const foreign = {
      ANTHROPIC_BASE_URL: elsewhere.url,
      ANTHROPIC_API_KEY: "test-key",
      ANTHROPIC_AUTH_TOKEN: "test-key",
      ANTHROPIC_CUSTOM_HEADERS: `X-Planted: yes\nAuthorization: Bearer planted\nanthropic-version: 2023-06-01`,
      ANTHROPIC_PROFILE: "planted",
      ANTHROPIC_CONFIG_DIR: profile,
      ANTHROPIC_LOG: "debug",
    };
    fs.mkdirSync(join(profile, "configs"));
    const planted = { base_url: elsewhere.url, authentication: { type: "api_key", api_key: "test-key" } };
    fs.writeFileSync(join(profile, "configs", "planted.json"), JSON.stringify(planted));
    try {
      Object.assign(process.env, foreign);
      expect((await readAnswer(create(upstream, null), ask)).error?.code).toBe("auth");
      expect(await create(upstream, null).probe()).toMatchObject({ ok: false, error: { code: "auth" } });
      expect(upstream.requests).toHaveLength(0);
      await create(upstream).complete(ask);
      await create(upstream).models();
    } finally {
      for (const name of Object.keys(foreign))
        if (kept[name] === undefined) delete process.env[name];
        else process.env[name] = kept[name];
      fs.rmSync(profile, { recursive: true });
    }
    expect(upstream.requests).toHaveLength(2);
    expect(elsewhere.requests).toHaveLength(0);
    for (const { headers } of upstream.requests) {
      expect(headers).toMatchObject({ authorization: "Bearer test-key", "anthropic-version": "2026-10-21" });
      // and no information about this computer
      expect(Object.keys(headers).filter((name) => /planted|stainless|user-agent/.test(name))).toEqual([]);
    }
  });

  test("sends the learner's headers with every request, in place of ours (11)", async () => {
    await using upstream = await open({ key: "gateway" });
    const headers = { "X-Team": "class-3b", Authorization: "Bearer gateway" };
    const provider = createProvider(
      { type: "anthropic", baseUrl: upstream.url, apiKey: "test-key", headers },
      createKnowledge(),
    );
    await provider.probe();
    await provider.models();
    await provider.complete(ask);
    expect(upstream.requests.map(({ path }) => path)).toEqual(["/v1/models", "/v1/models", "/v1/messages"]);
    for (const request of upstream.requests)
      expect(request.headers).toMatchObject({ "x-team": "class-3b", authorization: "Bearer gateway" });
  });
});
