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

test("sends nothing until the model is loaded, and sees the client leave", async () => {
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

test("says what the real server says of an unknown model", async () => {
  await using upstream = await startUpstream({ protocol: "ollama" });
  const body = JSON.stringify({ ...chat, model: "gemma9" });
  const response = await fetch(`${upstream.url}/api/chat`, { method: "POST", body });
  expect(response.status).toBe(404);
  expect(await response.json()).toEqual({ error: "model 'gemma9' not found" });
});
