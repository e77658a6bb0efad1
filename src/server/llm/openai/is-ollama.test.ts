import { describe, expect, test } from "bun:test";
import { readAnswer } from "#test/upstream/each-provider.ts";
import { startUpstream, type UpstreamOptions } from "#test/upstream/start-upstream.ts";
import { createProvider } from "#server/llm/index.ts";
import { knowledgeOf } from "#test/upstream/knowledge-of.ts";
import type { LLMEvent } from "#server/llm/types.ts";

const ask = { model: "gemma3:12b", system: "", messages: [{ role: "user" as const, content: "猫" }], maxTokens: 300 };
const open = (options: Partial<UpstreamOptions> = {}) =>
  startUpstream({ protocol: "openai", flavour: "ollama", models: [ask.model], ...options });
const create = (upstream: { url: string }) =>
  createProvider({ type: "openai-compatible", baseUrl: `${upstream.url}/v1` }, knowledgeOf(upstream), 0.01);
const countReports = (events: readonly LLMEvent[]) => events.filter(({ type }) => type === "is-ollama").length;

describe("an Ollama behind the OpenAI dialect (104)", () => {
  test("is recognised while the answer streams, which does not wait for it (104)", async () => {
    await using upstream = await open();
    const reported = Promise.withResolvers<void>();
    upstream.script = {
      pieces: (async function* () {
        yield "猫";
        await reported.promise; // the answer continues once the Ollama is reported
        yield "です。";
      })(),
    };
    const events: LLMEvent[] = [];
    const stream = create(upstream).stream({
      ...ask,
      onEvent(event) {
        events.push(event);
        if (event.type === "is-ollama") reported.resolve();
      },
    });
    expect(await Array.fromAsync(stream)).toEqual(["猫", "です。"]);
    expect(countReports(events)).toBe(1);

    // from now on it is known
    upstream.script = { text: "猫" };
    const asked = upstream.requests.length;
    expect(countReports((await readAnswer(create(upstream), ask)).events)).toBe(1);
    expect(upstream.requests).toHaveLength(asked + 1);
  });

  test("is reported once per answer, however often the request is retried (104)", async () => {
    await using upstream = await open();
    await create(upstream).probe();
    upstream.script = (_request, index) => (index < 2 ? { status: 503, error: "busy" } : { text: "猫" });
    const { text, events } = await readAnswer(create(upstream), ask);
    expect(text).toBe("猫");
    expect(events.filter(({ type }) => type === "retrying")).toHaveLength(2);
    expect(countReports(events)).toBe(1);
  });

  test("is not recognised in other servers (104)", async () => {
    for (const flavour of ["lmstudio", "llamacpp", "vllm", "plain"] as const) {
      await using upstream = await open({ flavour });
      expect(await create(upstream).probe()).toEqual({ ok: true });
      const { text, events } = await readAnswer(create(upstream), ask);
      expect(text).toContain("猫");
      expect(countReports(events)).toBe(0);
      // the result is known, so there is no second request
      expect(upstream.requests.filter(({ path }) => path === "/api/version")).toHaveLength(1);
    }
  });

  test("is not recognised in a server that imitates /api/version (104)", async () => {
    const imitation = Bun.serve({
      hostname: "127.0.0.1",
      port: 0,
      fetch({ url }) {
        if (url.endsWith("/api/version")) return Response.json({ version: "0.7.0" });
        if (url.endsWith("/v1/models")) return Response.json({ data: [{ id: "a" }] });
        return new Response("something else is running");
      },
    });
    expect(await create({ url: imitation.url.href.replace(/\/$/, "") }).probe()).toEqual({ ok: true });
    await imitation.stop(true);
  });

  test("is not recognised in a server that hangs, and the answer arrives anyway (104)", async () => {
    const asked: string[] = [];
    let left = 0;
    const hanging = Bun.serve({
      hostname: "127.0.0.1",
      port: 0,
      fetch({ url, signal }) {
        asked.push(new URL(url).pathname);
        signal.addEventListener("abort", () => (left += 1));
        if (!url.endsWith("/v1/chat/completions")) return new Promise<Response>(() => {});
        return Response.json({ choices: [{ message: { content: "猫" }, finish_reason: "stop" }] });
      },
    });
    const { text, events } = await readAnswer(create({ url: hanging.url.href.replace(/\/$/, "") }), ask);
    expect(text).toBe("猫");
    expect(countReports(events)).toBe(0);
    // the answer arrived while the other request was still open
    expect(asked).toContain("/api/version");
    expect(left).toBe(0);
    await hanging.stop(true);
  });
});
