import { expect, test } from "bun:test";
import type { ContextState } from "#shared/context.ts";
import { openApp } from "#test/open-app.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";
import { requestsFor } from "#test/upstream/task-of.ts";

/** 600 characters that do not repeat themselves. */
const answer = Array.from({ length: 300 }, (_, index) => `${String.fromCharCode(0x4e00 + index * 13)}、`).join("");

async function open() {
  const upstream = await startUpstream({ protocol: "ollama", script: { text: answer } });
  const app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const measure = (query = "") => app.json<ContextState>("GET", `/api/llm/context${query}`);
  return {
    app,
    upstream,
    measure,
    async [Symbol.asyncDispose]() {
      await app.stop();
      await upstream.close();
    },
  };
}

test("counts each turn of a conversation, and only the instructions before the first message", async () => {
  await using blossom = await open();
  const { app, measure } = blossom;
  const empty = await measure();
  expect(empty).toMatchObject({ windowTokens: 8_192, answerTokens: 400, leftOutTurns: 0 });
  expect(empty.instructionTokens).toBeGreaterThan(50);
  expect(empty.instructionTokens).toBeLessThan(350);
  expect(empty.historyTokens).toBeLessThan(20);

  const { generationId, conversationId } = await app.send("話して");
  await app.events(generationId);
  const one = await measure(`?conversationId=${conversationId}`);
  expect(one.historyTokens).toBeGreaterThan(600);
  expect(one.historyTokens).toBeLessThan(700);
});

test("keeps as much of the window free for a story as the request asks for", async () => {
  await using blossom = await open();
  const { app, upstream, measure } = blossom;
  await app.json("POST", "/api/words", { language: "ja", lemma: "公園", reading: "こうえん" });
  const { generationId, conversationId } = await app.send("話して", { language: "ja", practice: "story" });
  await app.events(generationId);
  const { answerTokens } = await measure(`?conversationId=${conversationId}`);
  const [asked] = requestsFor(upstream.requests, "reply");
  expect(asked?.body).toMatchObject({ options: { num_predict: answerTokens } });
});

test("predicts how many turns a draft pushes out, and the chat leaves out the same number", async () => {
  await using blossom = await open();
  const { app, measure } = blossom;
  await app.json("PUT", "/api/llm/models/settings", { provider: "ollama", model: "gemma3:12b", contextTokens: 4_096 });
  const first = await app.send("一");
  await app.events(first.generationId);
  const { conversationId } = first;
  const second = await app.send("二", { conversationId });
  await app.events(second.generationId);

  const room = async (draftTokens: number) => measure(`?conversationId=${conversationId}&draftTokens=${draftTokens}`);
  const { windowTokens, answerTokens, instructionTokens, historyTokens, leftOutTurns } = await room(0);
  expect(leftOutTurns).toBe(0);
  const free = windowTokens - answerTokens - instructionTokens - historyTokens;
  expect((await room(free)).leftOutTurns).toBe(0);
  expect((await room(free + 1)).leftOutTurns).toBe(1);
  expect((await room(10_000)).leftOutTurns).toBe(2);

  const third = await app.send("長".repeat(free + 1), { conversationId });
  const events = await app.events(third.generationId);
  expect(events.find(({ type }) => type === "notice")).toEqual({
    type: "notice",
    notice: { code: "trimmed", turns: 1 },
  });
});

test("reports why nothing can be measured when no provider is ready", async () => {
  await using app = await openApp();
  const response = await app.request("GET", "/api/llm/context");
  expect(response.ok).toBe(false);
  expect(await response.json()).toMatchObject({ error: { code: "no_model" } });
  expect((await app.request("GET", "/api/llm/context?draftTokens=-1")).status).toBe(400);
});

test.each([
  { contextLength: 131_072, isLargest: false },
  { contextLength: 8_192, isLargest: true },
  { contextLength: 2_048, isLargest: true },
])(
  "says whether Settings could give the model a larger window: $contextLength",
  async ({ contextLength, isLargest }) => {
    const models = [{ name: "gemma3:12b", contextLength, capabilities: ["completion"] }];
    await using upstream = await startUpstream({ protocol: "ollama", models });
    await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
    expect(await app.json<ContextState>("GET", "/api/llm/context")).toMatchObject({ isLargest });
  },
);
