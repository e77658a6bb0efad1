import { describe, expect, test } from "bun:test";
import { openApp } from "#test/open-app.ts";
import { readEvents } from "#test/read-events.ts";
import { byTask } from "#test/upstream/by-task.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";

const asOllama = (url: string) => ({ provider: { type: "ollama" as const, url } });
type Body = { messages: { role: string; content: string }[] };

test("shows, stores and sends back no control token and no invented turn, and keeps them for Details", async () => {
  const written = "はい、元気です。<|im_end|>\n<|im_start|>user\nそうですか。<|im_end|>\n";
  await using upstream = await startUpstream({ protocol: "ollama", script: { text: written } });
  await using app = await openApp(asOllama(upstream.url));
  const { generationId, conversationId } = await app.send("元気ですか。", { task: "reply" });
  await app.events(generationId);
  const { messages } = await app.conversation(conversationId!);
  expect(messages.map(({ role }) => role)).toEqual(["learner", "tutor"]);
  expect(messages[1]?.answer).toMatchObject({ text: "はい、元気です。", outcome: "complete" });
  const raw = await app.json<{ text: string }>("GET", `/api/generations/${generationId}/raw`);
  expect(raw.text).toStartWith("はい、元気です。<|im_end|>");
  const next = await app.send("よかった。", { conversationId, task: "reply" });
  await app.events(next.generationId);
  for (const { path, body } of upstream.requests)
    if (path === "/api/chat") expect(JSON.stringify(body as Body)).not.toMatch(/<\|im_|そうですか/);
  expect(JSON.stringify(await app.conversation(conversationId!))).not.toContain("<|im_");
});

test("replaces thought without an opening tag by the answer", async () => {
  const written = "The learner greets me.\n</think>\n\nこんにちは。";
  await using upstream = await startUpstream({ protocol: "ollama", script: { text: written } });
  await using app = await openApp(asOllama(upstream.url));
  const { generationId, conversationId } = await app.send("こんにちは。", { task: "reply" });
  const events = await app.events(generationId);
  expect(events.map(({ type }) => type)).toContain("discard");
  const { messages } = await app.conversation(conversationId!);
  expect(messages[1]?.answer).toMatchObject({ text: "こんにちは。", outcome: "complete" });
});

test("keeps the first of what repeats itself endlessly, and sends no more of it back to the model", async () => {
  const line = "はい、そうです。";
  await using upstream = await startUpstream({
    protocol: "ollama",
    script: ({ lastText }) => ({ text: lastText.includes("一") ? line.repeat(200) : "わかりました。" }),
  });
  await using app = await openApp(asOllama(upstream.url));
  const { generationId, conversationId } = await app.send("一つ、言ってください。", { task: "reply" });
  await app.events(generationId);
  expect((await app.conversation(conversationId!)).messages[1]?.answer).toMatchObject({
    outcome: "failed",
    text: line,
    error: { code: "invalid_output", reason: "repeats" },
  });
  const raw = await app.json<{ text: string }>("GET", `/api/generations/${generationId}/raw`);
  expect(raw.text).toStartWith(line.repeat(20));
  const next = await app.send("もういいです。", { conversationId, task: "reply" });
  await app.events(next.generationId);
  const sent = upstream.requests.flatMap(({ path, body }) => (path === "/api/chat" ? (body as Body).messages : []));
  expect(sent.filter(({ role }) => role === "assistant").map(({ content }) => content)).toContain(line);
  expect(sent.every(({ content }) => !content.includes(line.repeat(2)))).toBe(true);
});

test("keeps one of the equal pieces after which the server gives up, and sends no more of them back", async () => {
  await using upstream = await startUpstream({
    protocol: "ollama",
    script: ({ lastText }) => ({ text: lastText.includes("一") ? `はい、\n${"同じ。".repeat(400)}` : "はい。" }),
  });
  await using app = await openApp(asOllama(upstream.url));
  const { generationId, conversationId } = await app.send("一つ、言ってください。", { task: "reply" });
  await app.events(generationId);
  expect((await app.conversation(conversationId!)).messages[1]?.answer).toMatchObject({
    text: "はい、\n同じ。",
    error: { code: "invalid_output", reason: "repeats" },
  });
  const next = await app.send("もういいです。", { conversationId, task: "reply" });
  await app.events(next.generationId);
  const sent = upstream.requests.flatMap(({ path, body }) => (path === "/api/chat" ? (body as Body).messages : []));
  expect(sent.every(({ content }) => !content.includes("同じ。同じ。"))).toBe(true);
});

test("explains a sentence although the model thinks first without an opening tag", async () => {
  const thought =
    "Okay, the learner wants this sentence explained.\n1. The subject is a cat.\nSo I will write it down.\n";
  const cats = "0 I like cats.\n1 cat\n2 (subject)\n3 to like\n4 好き takes が.\n";
  const script = { text: `${thought}</think>\n\n${cats}` };
  await using upstream = await startUpstream({ protocol: "ollama", script });
  await using app = await openApp(asOllama(upstream.url));
  for (let answer = 0; answer < 2; answer += 1) {
    const { generationId, conversationId } = await app.send("猫が好き。", { task: "explain" });
    await app.events(generationId);
    expect((await app.conversation(conversationId!)).messages[1]?.answer?.cards).toMatchObject([
      {
        card: {
          translation: "I like cats.",
          note: "好き takes が.",
          words: [{ meaning: "cat" }, { meaning: "(subject)" }, { meaning: "to like" }],
        },
      },
    ]);
  }
});

describe("an answer whose letters and marks are apart", () => {
  const slicings: Record<string, (text: string) => string[]> = {
    "in one piece": (text) => [text],
    "in a piece for each code point": (text) => Array.from(text),
    "in pieces of three": (text) => text.match(/.{1,3}/gsu) ?? [],
  };
  test.each(Object.entries(slicings))("is shown and kept in NFC when it comes %s", async (_, slice) => {
    const reply = "がんばって、パンとブドウを食べた。Nǐ hǎo! 금요일에 꽃잎을 봤어요.";
    const explain = "0 I ate graceful pâté.\n1 pâté\n2 (marks the object)\n3 ate\n4 ガギグ says が and パ.\n";
    await using upstream = await startUpstream({
      protocol: "ollama",
      script: byTask({
        reply: () => ({ pieces: slice(reply.normalize("NFD")) }),
        explain: () => ({ pieces: slice(explain.normalize("NFD")) }),
        correct: () => ({ pieces: slice("パンが食べたいです。".normalize("NFD")) }),
        title: () => ({ pieces: slice("パンとブドウ".normalize("NFD")) }),
      }),
    });
    await using app = await openApp(asOllama(upstream.url));
    const sent = await app.send("パンを食べたいです。", { task: "reply" });
    const events = await app.events(sent.generationId);
    let shown = "";
    for (const event of events) {
      if (event.type === "text") shown += event.text;
      if (event.type === "discard") shown = shown.slice(0, -event.length);
    }
    expect(shown).toBe(reply);
    expect(events.filter(({ type }) => type === "discard").length).toBeLessThanOrEqual(1);
    const explained = await app.send("パンを食べた。", { task: "explain", conversationId: sent.conversationId! });
    await app.events(explained.generationId);
    const title = await app.json<{ title: string }>("POST", `/api/conversations/${sent.conversationId}/title`);
    const conversation = await app.conversation(sent.conversationId!);
    expect(title.title).toBe("パンとブドウ");
    expect(conversation.messages[1]?.answer?.text).toBe(reply);
    const { answer } = conversation.messages[3]!;
    expect(answer?.cards[0]?.card).toMatchObject({
      translation: "I ate graceful pâté.",
      note: "ガギグ says が and パ.",
    });
    const everything = JSON.stringify([conversation, title]);
    expect(everything).toBe(everything.normalize("NFC"));
  });

  test("makes no letter of another answer wait", async () => {
    const pieces = ["か", "は", "e", "다", "ก", "ำ", "क", "ि", "が"];
    await using upstream = await startUpstream({ protocol: "ollama", script: { pieces, silentAfter: pieces.length } });
    await using app = await openApp(asOllama(upstream.url));
    const { generationId } = await app.send("はい。", { task: "reply" });
    let shown = "";
    for await (const { data } of readEvents(await app.request("GET", `/api/generations/${generationId}/events`))) {
      const event = JSON.parse(data) as { type: string; text?: string };
      if (event.type === "text") shown += event.text;
      if (shown === pieces.join("")) break;
    }
    expect(shown).toBe(pieces.join(""));
  });
});
