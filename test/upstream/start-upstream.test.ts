import { expect, test } from "bun:test";
import { startUpstream } from "./start-upstream.ts";

const chat = { model: "gemma3:12b", messages: [{ role: "user", content: "猫" }] };

test("streams a scripted answer as Ollama does", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: { text: "日本語です。" } });
  const response = await fetch(`${upstream.url}/api/chat`, { method: "POST", body: JSON.stringify(chat) });
  const lines = (await response.text())
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.map((line) => line.message.content).join("")).toBe("日本語です。");
  expect(lines.at(-1)).toMatchObject({ done: true, done_reason: "stop", eval_count: 2 });
  const [request] = upstream.requests;
  expect(request).toMatchObject({ method: "POST", path: "/api/chat", body: chat });
  expect(await request?.closed).toBe("sent");
});

test("sends nothing while the model loads and notices that the client leaves", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: { ready: new Promise(() => {}) } });
  const controller = new AbortController();
  const response = fetch(`${upstream.url}/api/chat`, {
    method: "POST",
    body: JSON.stringify(chat),
    signal: controller.signal,
  }).catch((error: Error) => error.name);
  const request = await upstream.waitForRequest("/api/chat");
  controller.abort();
  expect(await request.closed).toBe("client");
  expect(await response).toBe("AbortError");
});

test("answers a request to an unknown model with the error of a real Ollama", async () => {
  await using upstream = await startUpstream({ protocol: "ollama" });
  const body = JSON.stringify({ ...chat, model: "gemma9" });
  const response = await fetch(`${upstream.url}/api/chat`, { method: "POST", body });
  expect(response.status).toBe(404);
  expect(await response.json()).toEqual({ error: "model 'gemma9' not found" });
});

test("silently cuts off the beginning of a long prompt unless `truncate` is false and the version knows it", async () => {
  const messages = ["一", "二", "三"].map((first) => ({ role: "user", content: first.repeat(3_000) }));
  const ask = async (version: string, more: object) => {
    const seen: string[] = [];
    const script = ({ messages: read }: { messages: readonly { content: string }[] }) => {
      seen.push(...read.map(({ content }) => content[0] ?? ""));
      return { text: "はい。" };
    };
    await using upstream = await startUpstream({ protocol: "ollama", version, script });
    const body = JSON.stringify({ ...chat, messages, options: { num_ctx: 4_096 }, ...more });
    const response = await fetch(`${upstream.url}/api/chat`, { method: "POST", body });
    return { status: response.status, text: await response.text(), seen };
  };
  expect(await ask("0.32.15", {})).toMatchObject({ status: 200, seen: ["三"] });
  expect(await ask("0.11.0", { truncate: false })).toMatchObject({ status: 200, seen: ["三"] });
  const refused = await ask("0.32.15", { truncate: false });
  expect(refused).toMatchObject({ status: 400, seen: [] });
  expect(refused.text).toContain("n_prompt_tokens");
  const before = await ask("0.20.0", { truncate: false });
  expect(before).toMatchObject({ status: 400, text: '{"error":"the input length exceeds the context length"}' });
});

test("keeps a model in memory for the time of keep_alive: not at all, forever, or a valid duration", async () => {
  const now = Date.UTC(2027, 0);
  await using upstream = await startUpstream({ protocol: "ollama", now: () => now });
  const ask = async (keep_alive: unknown) => {
    const body = JSON.stringify({ ...chat, keep_alive });
    const response = await fetch(`${upstream.url}/api/chat`, { method: "POST", body });
    await response.text();
    const loaded = await fetch(`${upstream.url}/api/ps`);
    const { models } = (await loaded.json()) as { models: { expires_at: string }[] };
    return {
      status: response.status,
      minutes: models.map((model) => Math.round((Date.parse(model.expires_at) - now) / 60_000)),
    };
  };
  expect(await ask(undefined)).toEqual({ status: 200, minutes: [5] });
  expect(await ask("1h")).toEqual({ status: 200, minutes: [60] });
  expect(await ask("soon")).toMatchObject({ status: 400 });
  expect((await ask(-1)).minutes[0]).toBeGreaterThan(100 * 365 * 24 * 60);
  expect(await ask(0)).toEqual({ status: 200, minutes: [] });
});

test("accepts a request and answers it only when it goes on, while its process is stopped", async () => {
  await using upstream = await startUpstream({ protocol: "ollama" });
  upstream.isHalted = true;
  let isAnswered = false;
  const answer = fetch(`${upstream.url}/api/version`).finally(() => (isAnswered = true));
  await upstream.waitForRequest("/api/version");
  await new Promise(setImmediate);
  expect([upstream.openSockets, isAnswered]).toEqual([1, false]);
  upstream.isHalted = false;
  expect((await answer).status).toBe(200);
});
