import { expect, test } from "bun:test";
import { openApp } from "#test/open-app.ts";
import { byTask } from "#test/upstream/by-task.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";

const thinking = "The learner greets me.\nI greet back.";

async function ask(reply: { text: string; thinking?: string }) {
  await using upstream = await startUpstream({ protocol: "openai", script: byTask({ reply }) });
  await using app = await openApp();
  const baseUrl = `${upstream.url}/v1`;
  await app.json("PUT", "/api/llm/settings", {
    provider: "openai-compatible",
    baseUrl,
    chatModel: "google/gemma-3-12b",
  });
  const { generationId, conversationId } = await app.send("こんにちは。", { task: "reply" });
  await app.events(generationId);
  const { thoughts } = await app.json<{ thoughts: string }>("GET", `/api/generations/${generationId}/raw`);
  const { answer } = await app.json<{ answer: object }>("GET", `/api/generations/${generationId}`);
  const second = await app.send("元気ですか。", { task: "reply", conversationId: conversationId ?? undefined });
  await app.events(second.generationId);
  return { thoughts: thoughts.trim(), answer, sent: JSON.stringify(upstream.requests.map(({ body }) => body)) };
}

test.each([
  ["beside the text", { thinking, text: "はい。" }],
  ["in tags of the text", { text: `<think>${thinking}</think>はい。` }],
])("keeps what a model thought %s, outside the answer and its history", async (_, reply) => {
  const { thoughts, answer, sent } = await ask(reply);
  expect(thoughts).toBe(thinking);
  expect(answer).toMatchObject({ text: "はい。", thoughtMs: expect.any(Number) });
  expect(sent).not.toContain("I greet back.");
});

test("has no thoughts where a model shows none", async () => {
  const { thoughts, answer } = await ask({ text: "はい。" });
  expect(thoughts).toBe("");
  expect(answer).toMatchObject({ thoughtMs: null });
});
