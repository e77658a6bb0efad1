import { expect, test } from "bun:test";
import type { ServerStatus } from "#shared/status.ts";
import { openApp } from "#test/open-app.ts";
import { startUpstream, type Upstream } from "#test/upstream/start-upstream.ts";
import { taskOf } from "#test/upstream/task-of.ts";

const model = "google/gemma-3-12b";
const at = ({ url }: Upstream) => ({ provider: { type: "openai-compatible" as const, url: `${url}/v1`, model } });
const chats = ({ requests }: Upstream) => requests.filter(({ path }) => path.includes("chat/completions"));

test("sends requests to one endpoint for every spelling of its address (90)", async () => {
  await using upstream = await startUpstream({ protocol: "openai", flavour: "lmstudio", models: [model] });
  const host = `127.0.0.1:${upstream.port}`;
  await using app = await openApp(at(upstream));
  const typed = [
    `http://${host}`,
    `http://${host}/`,
    `http://${host}/v1`,
    `http://${host}/v1/`,
    `http://${host}/v1/chat/completions`,
    `http://${host}/v1/models`,
    // LM Studio's own API, which is not OpenAI-compatible
    `http://${host}/api/v1`,
    host,
    ` "http://${host}/v1" `,
  ];
  for (const baseUrl of typed) {
    const status = await app.json<ServerStatus>("POST", "/api/llm/openai/status", { url: baseUrl });
    expect([baseUrl, status.available, status.url]).toEqual([baseUrl, true, `http://${host}/v1`]);
    await app.json("PUT", "/api/llm/settings", { provider: "openai-compatible", baseUrl });
    const { generationId } = await app.send("How do I say cat?");
    expect((await app.events(generationId)).at(-1)).toMatchObject({ outcome: "complete" });
  }
  expect(new Set(chats(upstream).map(({ path }) => path))).toEqual(new Set(["/v1/chat/completions"]));
});

test("keeps a path prefix such as OpenRouter's (90)", async () => {
  const paths: string[] = [];
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch({ url }) {
      const { pathname } = new URL(url);
      paths.push(pathname);
      if (pathname === "/api/v1/models") return Response.json({ data: [{ id: model }] });
      return Response.json({ error: { message: "Not Found" } }, { status: 404 });
    },
  });
  await using app = await openApp();
  const url = `http://127.0.0.1:${server.port}/api/v1`;
  const status = await app.json<ServerStatus>("POST", "/api/llm/openai/status", { url: `${url}/chat/completions` });
  expect(status).toMatchObject({ available: true, url, models: [model] });
  expect(paths).not.toContain("/api/v1/v1/models");
  await server.stop(true);
});

test("retries once, shortened, when the context window is smaller than expected, and remembers its size (98)", async () => {
  const large = { name: model, contextLength: 131_072, window: 131_072 };
  for (const flavour of ["vllm", "llamacpp", "lmstudio"] as const) {
    await using upstream = await startUpstream({ protocol: "openai", flavour, models: [large] });
    await using app = await openApp({ provider: { type: "openai-compatible", url: `${upstream.url}/v1`, model } });
    upstream.models = [{ ...large, window: 3_000 }]; // the server restarted with a smaller window
    let conversationId: string | null = null;
    const refused: boolean[] = [];
    for (const line of ["猫が好きです。", "犬も好きです。", "鳥も好きです。", "魚も好きです。"]) {
      const before = chats(upstream).length;
      const sent = await app.send(line.repeat(140), { ...(conversationId && { conversationId }) });
      conversationId = sent.conversationId;
      expect((await app.events(sent.generationId)).at(-1)).toMatchObject({ type: "end", outcome: "complete" });
      await app.json("POST", `/api/conversations/${conversationId}/title`);
      refused.push(
        chats(upstream)
          .slice(before)
          .filter((one) => taskOf(one) === "reply").length > 1,
      );
    }
    // only the first overflow is refused
    expect(refused.filter((was) => was)).toHaveLength(1);
    const context = await app.json<{ windowTokens: number }>(
      "GET",
      `/api/llm/context?conversationId=${conversationId}`,
    );
    expect(context.windowTokens).toBe(3_000);
  }
});

test("adds a notice with the address when an Ollama answers through the OpenAI-compatible API (104)", async () => {
  await using upstream = await startUpstream({ protocol: "openai", flavour: "ollama", models: [model] });
  await using app = await openApp(at(upstream));
  const status = await app.json<ServerStatus>("POST", "/api/llm/openai/status", { url: `${upstream.url}/v1` });
  expect(status).toMatchObject({ available: true, isOllama: true, models: [model] });
  const { generationId, conversationId } = await app.send("How do I say cat?");
  const events = await app.events(generationId);
  expect(events.filter(({ type }) => type === "notice")).toEqual([
    { type: "notice", notice: { code: "is_ollama", url: upstream.url } },
  ]);
  expect(events.at(-1)).toMatchObject({ outcome: "complete" });
  const answer = (await app.conversation(conversationId!)).messages.at(-1);
  expect(answer?.answer?.notices).toEqual([{ code: "is_ollama", url: upstream.url }]);
});
