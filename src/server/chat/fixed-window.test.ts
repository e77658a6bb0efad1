import { describe, expect, test } from "bun:test";
import type { ContextState } from "#shared/context.ts";
import type { ModelInfo } from "#shared/model-info.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { byTask } from "#test/upstream/by-task.ts";
import { startUpstream, type Upstream, type UpstreamOptions } from "#test/upstream/start-upstream.ts";
import { requestsFor } from "#test/upstream/task-of.ts";

const model = { name: "gemma3:12b", contextLength: 131_072, capabilities: ["completion"] };
const start = (more: Partial<UpstreamOptions> = {}) =>
  startUpstream({ protocol: "ollama", models: [model], script: byTask({ reply: "はい。" }), ...more });

const routes = {
  "openai-compatible": { path: "/v1/chat/completions", url: ({ url }: Upstream) => `${url}/v1` },
  anthropic: { path: "/v1/messages", url: ({ url }: Upstream) => url },
} as const;
type Type = keyof typeof routes;

const openWith = (upstream: Upstream, type: Type) => openApp({ provider: { type, url: routes[type].url(upstream) } });
const listed = async (app: OpenApp, type: Type) =>
  (await app.json<{ models: ModelInfo[] }>("GET", `/api/llm/models?provider=${type}`)).models[0];
const windowOf = async (app: OpenApp) => (await app.json<ContextState>("GET", "/api/llm/context")).windowTokens;

async function converse(app: OpenApp, texts: readonly string[]) {
  let conversationId: string | null = null;
  for (const text of texts) {
    const sent = await app.send(text, conversationId === null ? {} : { conversationId });
    conversationId = sent.conversationId;
    await app.events(sent.generationId);
  }
  const { messages } = await app.conversation(conversationId!);
  return messages.flatMap(({ answer }) => (answer ? [answer] : []));
}

/** Characters that do not repeat. */
const text = (length: number, from: number) =>
  Array.from({ length }, (_, index) => String.fromCharCode(0x3041 + ((from + index * 7) % 80))).join("");

describe.each(["openai-compatible", "anthropic"] as const)("an Ollama behind %s", (type) => {
  test("has Ollama's default window until its own is known, and then that one", async () => {
    await using upstream = await start({ models: [{ ...model, window: 16_384 }] });
    await using app = await openWith(upstream, type);
    expect(await listed(app, type)).toMatchObject({ contextLength: 4_096, fixedWindow: "assumed" });
    expect(await windowOf(app)).toBe(4_096);
    await converse(app, ["猫が好きです。"]);
    // the model is in memory now, so Blossom asks again by itself
    await (
      await upstream.waitForRequest("/api/ps", 3)
    ).closed;
    expect(await listed(app, type)).toMatchObject({ contextLength: 16_384, fixedWindow: "known" });
    expect(await windowOf(app)).toBe(16_384);
  });

  test("keeps the known window when the model leaves memory, but not for another file", async () => {
    await using upstream = await start({ models: [{ ...model, window: 16_384 }] });
    await using app = await openWith(upstream, type);
    await converse(app, ["猫が好きです。"]);
    await listed(app, type);
    const unload = { model: model.name, messages: [], keep_alive: 0 };
    await fetch(`${upstream.url}/api/chat`, { method: "POST", body: JSON.stringify(unload) });
    expect(await listed(app, type)).toMatchObject({ contextLength: 16_384, fixedWindow: "known" });
    upstream.models = [{ ...model, digest: "another" }];
    expect(await listed(app, type)).toMatchObject({ contextLength: 4_096, fixedWindow: "assumed" });
  });

  test("gets no more than its window in a long conversation, whatever is set in Settings", async () => {
    await using upstream = await start();
    await using app = await openWith(upstream, type);
    await app.json("PUT", "/api/llm/models/settings", { provider: type, model: model.name, contextTokens: 32_768 });
    const answers = await converse(
      app,
      Array.from({ length: 8 }, (_, index) => text(600, index)),
    );
    expect(answers.map(({ notices }) => notices.map(({ code }) => code)).flat()).not.toContain("prompt_truncated");
    expect(answers.at(-1)?.notices.map(({ code }) => code)).toContain("trimmed");
    expect(requestsFor(upstream.requests, "reply")).toHaveLength(8);
  });

  test("cuts a message that is too long by itself, and the learner is told", async () => {
    await using upstream = await start();
    await using app = await openWith(upstream, type);
    const [answer] = await converse(app, [text(5_600, 0)]);
    expect(answer?.notices.map(({ code }) => code)).toContain("prompt_truncated");
  });

  test("has no more than the model itself", async () => {
    await using upstream = await start({ models: [{ ...model, contextLength: 2_048 }] });
    await using app = await openWith(upstream, type);
    expect(await windowOf(app)).toBe(2_048);
  });
});
