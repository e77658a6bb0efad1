import { expect, test } from "bun:test";
import { readAnswer } from "#test/upstream/each-provider.ts";
import { startUpstream, type Upstream, type UpstreamOptions } from "#test/upstream/start-upstream.ts";
import { openApp } from "#test/open-app.ts";
import { createProvider } from "#server/llm/index.ts";
import { knowledgeOf } from "#test/upstream/knowledge-of.ts";

const open = (options: Partial<UpstreamOptions> = {}) => startUpstream({ protocol: "anthropic", ...options });
const create = (upstream: Pick<Upstream, "url">) =>
  createProvider({ type: "anthropic", baseUrl: upstream.url, apiKey: "test-key" }, knowledgeOf(upstream), 0.01);
const ask = { system: "", messages: [{ role: "user" as const, content: "猫が好きです" }], maxTokens: 2_000 };

const retired = { name: "claude-sonnet-4-20250514", lifecycle: "retired", retiresAt: "2026-06-15T00:00:00Z" } as const;
const fading = { name: "claude-sonnet-4-5", lifecycle: "deprecated", retiresAt: "2026-11-30T00:00:00Z" } as const;

test("lists the models of all pages, and leaves unknown abilities out (85)", async () => {
  const many = Array.from({ length: 230 }, (_, index) => ({ name: `claude-${index}`, isSilent: true }));
  const first = {
    name: "claude-x",
    displayName: "Claude X",
    capabilities: ["vision", "schema", "no-thinking", "effort"],
    contextLength: 200_000,
    maxOutputTokens: 64_000,
  };
  await using upstream = await open({ models: [first, ...many] });
  const models = await create(upstream).models();
  expect(models.map(({ id }) => id)).toEqual([first, ...many].map(({ name }) => name));
  expect(models[0]).toEqual({
    id: "claude-x",
    label: "Claude X",
    lifecycle: "active",
    contextLength: 200_000,
    maxOutputTokens: 64_000,
    vision: true,
    thinking: true,
    canStopThinking: true,
    canThinkLess: true,
    format: "schema",
  });
  // `capabilities: null` means unknown, not false
  expect(models[1]).toEqual({ id: "claude-0", label: "claude-0", lifecycle: "active", maxOutputTokens: 128_000 });
  expect(upstream.requests).toHaveLength(3);
});

test("lists deprecated and retired models with their date (84, 85)", async () => {
  await using upstream = await open({ models: ["claude-sonnet-5-5", fading, retired] });
  await using app = await openApp({ provider: { type: "anthropic", url: upstream.url, model: retired.name } });
  type Answer = { models: { id: string; lifecycle?: string; retiresAt?: string }[] };
  const { models } = await app.json<Answer>("GET", "/api/llm/models?provider=anthropic");
  expect(models.map(({ id, lifecycle, retiresAt }) => [id, lifecycle, retiresAt])).toEqual([
    ["claude-sonnet-5-5", "active", undefined],
    [fading.name, "deprecated", fading.retiresAt],
    [retired.name, "retired", retired.retiresAt],
  ]);
});

test("names another model when one is gone (84)", async () => {
  await using upstream = await open({ models: [fading, "claude-sonnet-5-5", retired] });
  const question = { ...ask, model: retired.name };
  // the models were not listed, so the hint is the default model
  expect((await readAnswer(create(upstream), question)).error).toMatchObject({
    code: "model_not_found",
    message: `model: ${retired.name}`,
    info: { status: 404, model: retired.name, hint: "claude-sonnet-5-5" },
  });
});

test("reads a 400 about a retired model as not found (84)", async () => {
  await using upstream = await open({ models: [fading, "claude-sonnet-6", "claude-old"] });
  await create(upstream).models();
  for (const error of [
    "claude-old is retired and no longer available.",
    "model: claude-old was not found",
    "The model `claude-old` has reached its end-of-life on June 15th, 2026.",
  ]) {
    upstream.script = { status: 400, error };
    expect((await readAnswer(create(upstream), { ...ask, model: "claude-old" })).error).toMatchObject({
      code: "model_not_found",
      message: error,
      info: { hint: "claude-sonnet-6", model: "claude-old" },
    });
    // an error that names another model does not concern this one
    expect((await readAnswer(create(upstream), { ...ask, model: "claude-sonnet-6" })).error?.code).toBe("unsupported");
  }
});

test("gives the hint with the failed message of a conversation (84)", async () => {
  await using upstream = await open({ models: ["claude-sonnet-5-5", retired] });
  await using app = await openApp({ provider: { type: "anthropic", url: upstream.url, model: retired.name } });
  const response = await app.request("POST", "/api/chat", { text: "猫が好きです" });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    error: { code: "model_not_found", model: retired.name, hint: "claude-sonnet-5-5" },
  });
});

test("accepts a gateway's list without lifecycle and capabilities (85)", async () => {
  const asked: string[] = [];
  const gateway = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch({ url }) {
      asked.push(new URL(url).search);
      if (url.includes("lifecycle"))
        return Response.json({ error: { message: "lifecycle: unknown" } }, { status: 400 });
      return Response.json({ data: [{ type: "model", id: "claude-sonnet-5-5", created_at: 1 }], has_more: false });
    },
  });
  const provider = create({ url: gateway.url.href });
  expect(await provider.models()).toEqual([{ id: "claude-sonnet-5-5" }]);
  expect(asked).toHaveLength(2);
  await gateway.stop(true);
});

test.each([
  ["a web page", () => new Response("<html>hello</html>", { headers: { "content-type": "text/html" } })],
  ["unrelated JSON", () => Response.json({ hello: "world" })],
  ["a list of other things", () => Response.json({ data: [{ name: "not a model" }], has_more: false })],
])("throws wrong_endpoint when the model list is %s (85)", async (_what, answer) => {
  const other = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: answer });
  const provider = create({ url: other.url.href });
  expect(await provider.probe()).toMatchObject({ ok: false, error: { code: "wrong_endpoint" } });
  expect(await provider.isAvailable()).toBe(false);
  await other.stop(true);
});
