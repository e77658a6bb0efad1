import { expect, test } from "bun:test";
import type { GenerationEvent } from "#shared/generation.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import type { ChatRequest, Reply } from "#test/upstream/script.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";

const asOllama = (url: string) => ({ provider: { type: "ollama" as const, url } });
const isExplain = ({ system }: ChatRequest) => system.startsWith("You explain a Japanese sentence");
const byTask =
  (explain: string, rest: Reply = { text: "はい。" }) =>
  (request: ChatRequest): Reply =>
    isExplain(request) ? { text: explain } : rest;

const cats = "0 I like cats.\n1 cat\n2 (subject)\n3 to like\n4 好き takes が.\n";

const typesOf = (events: readonly GenerationEvent[]) => events.map(({ type }) => type);
async function answerOf(app: OpenApp, conversationId: string | null, index = 1) {
  const { messages } = await app.conversation(conversationId!);
  return messages[index]!;
}

test("explains a sentence: the engine's words first, then the model's translation, meanings and note", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: byTask(cats) });
  await using app = await openApp(asOllama(upstream.url));
  const { generationId, conversationId } = await app.send("猫が好き。", { task: "explain" });
  const events = await app.events(generationId);
  expect(events[0]).toMatchObject({ type: "started", task: "explain", responder: { model: "gemma3:12b" } });
  const told = typesOf(events).filter((type) => type !== "phase" && type !== "raw" && type !== "text");
  expect(told).toEqual([
    "started",
    "card",
    "words",
    "translation",
    "meaning",
    "meaning",
    "meaning",
    "note",
    "closed",
    "end",
  ]);
  expect(events.at(-1)).toMatchObject({ type: "end", outcome: "complete" });
  const { answer } = await answerOf(app, conversationId);
  expect(answer?.cards).toMatchObject([
    {
      id: `${generationId}#0`,
      state: "closed",
      card: {
        text: "猫が好き。",
        translation: "I like cats.",
        note: "好き takes が.",
        words: [
          { surface: "猫", reading: "ねこ", meaning: "cat" },
          { surface: "が", meaning: "(subject)" },
          { surface: "好き", reading: "すき", meaning: "to like" },
        ],
      },
    },
  ]);
  expect(answer?.text).toBe("I like cats.\n猫 (ねこ): cat\nが: (subject)\n好き (すき): to like\n好き takes が.\n");
});

test("keeps what the model wrote, unchanged, beside the answer", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: byTask(cats) });
  await using app = await openApp(asOllama(upstream.url));
  const { generationId } = await app.send("猫が好き。", { task: "explain" });
  await app.events(generationId);
  expect(await app.json<{ text: string }>("GET", `/api/generations/${generationId}/raw`)).toEqual({ text: cats });
});
