import { expect, test } from "bun:test";
import type { Answer } from "#shared/answer.ts";
import type { Started } from "#shared/chat.ts";
import type { GenerationEvent } from "#shared/generation.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import type { ChatRequest, Reply } from "#test/upstream/script.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";
import { requestsFor } from "#test/upstream/task-of.ts";

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
  expect(await app.json("GET", `/api/generations/${generationId}/raw`)).toEqual({
    text: cats,
    thoughts: "",
  });
});

test("keeps what the model wrote in two requests on lines of their own", async () => {
  let asked = 0;
  await using upstream = await startUpstream({
    protocol: "ollama",
    script: (request) =>
      isExplain(request) ? { text: asked++ === 0 ? "0 I like cats.\n1 cat" : "2 (subject)\n3 to like" } : {},
  });
  await using app = await openApp(asOllama(upstream.url));
  const { generationId } = await app.send("猫が好き。", { task: "explain" });
  await app.events(generationId);
  const { text } = await app.json<{ text: string }>("GET", `/api/generations/${generationId}/raw`);
  expect(text).toBe("0 I like cats.\n1 cat\n2 (subject)\n3 to like\n");
});

type Body = { messages: { role: string; content: string }[]; options?: { temperature?: number } };
const explainBodies = (requests: readonly { body: unknown }[]): Body[] =>
  requests
    .map(({ body }) => body as Body)
    .filter(({ messages }) => messages?.[0]?.content.startsWith("You explain a Japanese sentence"));

test("asks once more, in another way, only for what is missing", async () => {
  let asked = 0;
  await using upstream = await startUpstream({
    protocol: "ollama",
    script: (request) =>
      isExplain(request) ? { text: asked++ === 0 ? "0 I like cats.\n1 cat\n" : "2 (subject)\n3 to like\n" } : {},
  });
  await using app = await openApp(asOllama(upstream.url));
  const { generationId } = await app.send("猫が好き。", { task: "explain" });
  const events = await app.events(generationId);
  expect(events.at(-1)).toMatchObject({ outcome: "complete", usage: { requests: 2 } });
  const [first, second, ...more] = explainBodies(upstream.requests);
  expect(more).toEqual([]);
  expect(first?.messages.at(-1)?.content).toMatch(/^1\. 猫/m);
  const again = second?.messages.at(-1)?.content ?? "";
  expect(again).toMatch(/^2\. が/m);
  expect(again).toMatch(/^3\. 好き/m);
  expect(again).not.toMatch(/^1\. 猫/m);
  expect([first?.options?.temperature, second?.options?.temperature]).toEqual([0, 0.6]);
});

test("offers what is still missing to be filled in, and shows the filled card in the place of the first", async () => {
  let answer = "0 I like cats.\n1 cat\n";
  await using upstream = await startUpstream({
    protocol: "ollama",
    script: (request) => (isExplain(request) ? { text: answer } : { text: "はい" }),
  });
  await using app = await openApp(asOllama(upstream.url));
  const { generationId, conversationId } = await app.send("猫が好き。", { task: "explain" });
  expect((await app.events(generationId)).at(-1)).toMatchObject({ type: "end", outcome: "incomplete" });
  const cardId = `${generationId}#0`;
  expect((await answerOf(app, conversationId)).answer?.cards[0]).toMatchObject({
    id: cardId,
    state: "closed",
    card: { translation: "I like cats.", words: [{ meaning: "cat" }, { meaning: "" }, { meaning: "" }] },
  });

  answer = "2 (subject)\n3 to like\n";
  const response = await app.request("POST", "/api/cards", { cards: [cardId] }, { prefer: "respond-async" });
  const filling = ((await response.json()) as Started).generationId;
  expect((await app.events(filling)).at(-1)).toMatchObject({ type: "end", outcome: "complete" });
  const message = await answerOf(app, conversationId);
  expect(message.completing).toEqual([]);
  expect(message.answer?.cards).toMatchObject([
    {
      id: cardId,
      card: {
        translation: "I like cats.",
        words: [{ meaning: "cat" }, { meaning: "(subject)" }, { meaning: "to like" }],
      },
    },
  ]);
  // everything is there, so nothing is asked again
  const before = explainBodies(upstream.requests).length;
  const same = await app.request("POST", "/api/cards", { cards: [cardId] }, { prefer: "respond-async" });
  expect(same.status).toBe(202);
  expect(explainBodies(upstream.requests)).toHaveLength(before);
});

test.each([
  ["refuses", "I'm sorry, but I can't help with that.", "refused"],
  ["only echoes the sentence", "猫が好き。", "invalid_output"],
  ["writes only control tokens", "<|im_end|>", "invalid_output"],
])("fails when the model %s, keeps the engine's words, and remembers nothing as complete", async (_, text, code) => {
  await using upstream = await startUpstream({ protocol: "ollama", script: { text } });
  await using app = await openApp(asOllama(upstream.url));
  const make = async () => {
    const response = await app.request("POST", "/api/cards", { text: "猫が好き。" }, { prefer: "respond-async" });
    return ((await response.json()) as Started).generationId;
  };
  const first = await make();
  const events = await app.events(first);
  expect(events.at(-1)).toMatchObject({ type: "end", outcome: "failed", error: { code } });
  const { answer } = await app.json<{ answer: Answer }>("GET", `/api/generations/${first}`);
  expect(answer.cards[0]?.card).toMatchObject({
    translation: "",
    words: [{ reading: "ねこ" }, {}, { reading: "すき" }],
  });
  expect(await make()).not.toBe(first);
});

test("closes the request when the model goes on after the note", async () => {
  const gate = Promise.withResolvers<void>();
  async function* pieces() {
    yield* [cats, "\n6 and so on", "\n"];
    await gate.promise;
  }
  await using upstream = await startUpstream({
    protocol: "ollama",
    script: (request) => (isExplain(request) ? { pieces: pieces() } : { text: "はい" }),
  });
  await using app = await openApp(asOllama(upstream.url));
  const { generationId } = await app.send("猫が好き。", { task: "explain" });
  expect((await app.events(generationId)).at(-1)).toMatchObject({ type: "end", outcome: "complete" });
  const closed = await upstream.requests.find(({ body }) => explainBodies([{ body }]).length > 0)?.closed;
  expect(closed).toBe("client");
  gate.resolve();
});

const story = ["今日は雨です。", "傘を買いました。", "家に帰ります。", "お茶を飲みます。", "よく寝ました。"];
/** Answers each request from its own words. */
const explainAll = (request: ChatRequest): Reply => {
  const things = ["stone", "river", "cloud", "candle", "garden", "bridge", "feather", "lantern"];
  const words = [...request.lastText.matchAll(/^([1-9]\d*)\. \S+/gm)].map(
    ([, number]) => `${number} ${things[Number(number)]}`,
  );
  return isExplain(request) ? { text: ["0 This is a translation.", ...words].join("\n") } : { text: "はい。" };
};

test("only reads a longer text, and explains its sentences one after another when all are asked for", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: explainAll });
  await using app = await openApp(asOllama(upstream.url));
  const { generationId, conversationId } = await app.send(story.join(""), { task: "explain" });
  expect((await app.events(generationId)).at(-1)).toMatchObject({ type: "end", outcome: "complete" });
  expect(explainBodies(upstream.requests)).toEqual([]);
  const before = (await answerOf(app, conversationId)).answer!;
  expect(before.cards.map(({ state, card }) => [state, card.text, card.at])).toEqual(
    story.map((text, index) => ["words", text, story.slice(0, index).join("").length]),
  );
  expect(before.cards.every(({ card }) => card.words.length > 0)).toBe(true);

  const cards = before.cards.map(({ id }) => id);
  const response = await app.request("POST", "/api/cards", { cards }, { prefer: "respond-async" });
  const all = ((await response.json()) as Started).generationId;
  expect((await answerOf(app, conversationId)).completing).toEqual([all]);
  expect((await app.events(all)).at(-1)).toMatchObject({ type: "end", outcome: "complete" });
  const asked = explainBodies(upstream.requests).map(({ messages }) => messages.at(-1)?.content ?? "");
  expect(asked.map((text) => story.find((sentence) => text.includes(`0. ${sentence}\n`)))).toEqual(story);
  const { answer, completing } = await answerOf(app, conversationId);
  expect(completing).toEqual([]);
  expect(answer?.cards.map(({ id, card }) => [id, card.translation])).toEqual(
    cards.map((id) => [id, "This is a translation."]),
  );
});

test("tells a model later what a longer text says, before and after its sentences are explained", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: explainAll });
  await using app = await openApp(asOllama(upstream.url));
  const { generationId, conversationId } = await app.send(story.join(""), { task: "explain" });
  await app.events(generationId);
  const askAboutIt = async () => {
    const { generationId: asked } = await app.send("What is it about?", { conversationId });
    await app.events(asked);
    const body = requestsFor(upstream.requests, "question").at(-1)?.body as Body | undefined;
    return body?.messages.slice(1) ?? [];
  };
  expect(await askAboutIt()).toEqual([{ role: "user", content: `${story.join("")}\n\nWhat is it about?` }]);

  const cards = (await answerOf(app, conversationId)).answer!.cards.map(({ id }) => id);
  const response = await app.request("POST", "/api/cards", { cards }, { prefer: "respond-async" });
  await app.events(((await response.json()) as Started).generationId);
  const [first, second, ...rest] = await askAboutIt();
  expect(first).toEqual({ role: "user", content: story.join("") });
  expect(second).toEqual({ role: "assistant", content: story.map(() => "This is a translation.").join("\n\n") });
  expect(rest.map(({ role }) => role)).toEqual(["user", "assistant", "user"]);
});

test("lets no other request of ours come between the sentences of a text on a local server", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: explainAll });
  await using app = await openApp(asOllama(upstream.url));
  const first = await app.send(story.slice(0, 3).join(""), { task: "explain" });
  await upstream.waitForRequest("/api/chat", 1);
  const second = await app.send("hello"); // in another conversation, while the text is explained
  await Promise.all([app.events(first.generationId), app.events(second.generationId)]);
  const chats = upstream.requests.filter(({ path }) => path === "/api/chat").slice(0, 4);
  expect(chats.map((request) => explainBodies([request]).length)).toEqual([1, 1, 1, 0]);
});

test("asks a cloud for two sentences at a time, and not for more", async () => {
  const gate = Promise.withResolvers<void>();
  const model = "kimi-k2:1t-cloud";
  await using upstream = await startUpstream({
    protocol: "ollama",
    parallel: 8,
    models: [{ name: model, remoteHost: "https://ollama.com:443", capabilities: ["completion"] }],
    script: (request) => ({ ...explainAll(request), ready: gate.promise }),
  });
  await using app = await openApp();
  const choice = { provider: "ollama", ollamaUrl: upstream.url, chatModel: model, allowRemote: true };
  await app.json("PUT", "/api/llm/settings", choice);
  const { generationId } = await app.send(story.slice(0, 3).join(""), { task: "explain" });
  await upstream.waitForRequest("/api/chat", 2);
  await app.json("GET", "/api/health");
  expect(explainBodies(upstream.requests)).toHaveLength(2);
  gate.resolve();
  expect((await app.events(generationId)).at(-1)).toMatchObject({ type: "end", outcome: "complete" });
  expect(explainBodies(upstream.requests)).toHaveLength(3);
});

test("explains a sentence again when it stands among other sentences", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: byTask(cats) });
  await using app = await openApp(asOllama(upstream.url));
  const make = async (before: string) => {
    const card = { text: "猫が好き。", context: { before: [before], after: [] } };
    const response = await app.request("POST", "/api/cards", card, { prefer: "respond-async" });
    const { generationId } = (await response.json()) as Started;
    await app.events(generationId);
    return generationId;
  };
  const first = await make("犬は？");
  expect(await make("鳥は？")).not.toBe(first);
  expect(await make("犬は？")).toBe(first);
});

test("stops between two sentences, and keeps those that are explained", async () => {
  let asked = 0;
  const never = Promise.withResolvers<void>();
  await using upstream = await startUpstream({
    protocol: "ollama",
    script: (request) =>
      isExplain(request) && ++asked === 2 ? { text: "", ready: never.promise } : explainAll(request),
  });
  await using app = await openApp(asOllama(upstream.url));
  const sent = await app.send(story.slice(0, 2).join(""), { task: "explain" });
  await upstream.waitForRequest("/api/chat", 2);
  await app.request("POST", `/api/generations/${sent.generationId}/stop`, {});
  never.resolve();
  const { answer } = await answerOf(app, sent.conversationId);
  expect(answer).toMatchObject({ outcome: "stopped", cards: [{ state: "closed" }, { state: "asked" }] });
  expect(answer?.cards[0]?.card.translation).toBe("This is a translation.");
});

test("asks in another way after an answer that repeats itself, and keeps what was good of it", async () => {
  let asked = 0;
  const endless = `0 I like cats.\n1 cat\n2 ${"the same again. ".repeat(600)}`;
  await using upstream = await startUpstream({
    protocol: "ollama",
    script: (request) =>
      isExplain(request) ? { text: asked++ === 0 ? endless : "2 (subject)\n3 to like\n" } : { text: "はい" },
  });
  await using app = await openApp(asOllama(upstream.url));
  const { generationId, conversationId } = await app.send("猫が好き。", { task: "explain" });
  expect((await app.events(generationId)).at(-1)).toMatchObject({ type: "end", outcome: "complete" });
  expect((await answerOf(app, conversationId)).answer?.cards[0]?.card).toMatchObject({
    translation: "I like cats.",
    words: [{ meaning: "cat" }, { meaning: "(subject)" }, { meaning: "to like" }],
  });
});

test("says why a part is missing when the model repeated itself twice", async () => {
  const endless = `0 I like cats.\n1 cat\n2 ${"the same again. ".repeat(600)}`;
  await using upstream = await startUpstream({ protocol: "ollama", script: byTask(endless) });
  await using app = await openApp(asOllama(upstream.url));
  const { generationId } = await app.send("猫が好き。", { task: "explain" });
  expect((await app.events(generationId)).at(-1)).toMatchObject({
    type: "end",
    outcome: "incomplete",
    error: { code: "invalid_output", reason: "repeats" },
  });
});

test("takes meanings back when the rest of the list shows that it is shifted by one, and asks for them again", async () => {
  let asked = 0;
  const shifted = "0 I drink tea in the morning.\n1 (topic)\n2 morning\n3 tea\n4 (object)\n5 to drink\n";
  const right = "1 I\n2 (topic)\n3 morning\n4 tea\n5 (object)\n6 drink\n";
  await using upstream = await startUpstream({
    protocol: "ollama",
    script: (request) => (isExplain(request) ? { text: asked++ === 0 ? shifted : right } : { text: "はい" }),
  });
  await using app = await openApp(asOllama(upstream.url));
  const { generationId, conversationId } = await app.send("私は朝お茶を飲みます。", { task: "explain" });
  await app.events(generationId);
  const card = (await answerOf(app, conversationId)).answer!.cards[0]!.card;
  expect(card.words.map(({ surface, meaning }) => [surface, meaning])).toEqual([
    ["私", "I"],
    ["は", "(topic)"],
    ["朝", "morning"],
    ["お茶", "tea"],
    ["を", "(object)"],
    ["飲みます", "drink"],
  ]);
});

test("keeps text and raw answer of one sentence after another, although a cloud explains two at a time", async () => {
  const gate = Promise.withResolvers<void>();
  const model = "kimi-k2:1t-cloud";
  await using upstream = await startUpstream({
    protocol: "ollama",
    parallel: 8,
    models: [{ name: model, remoteHost: "https://ollama.com:443", capabilities: ["completion"] }],
    script: (request) => {
      const reply = explainAll(request);
      if (!request.lastText.includes("0. 今日は雨です。")) return reply;
      return { text: reply.text?.replace("This is a translation.", "It is raining today.") ?? "", ready: gate.promise };
    },
  });
  await using app = await openApp();
  const choice = { provider: "ollama", ollamaUrl: upstream.url, chatModel: model, allowRemote: true };
  await app.json("PUT", "/api/llm/settings", choice);
  const { generationId, conversationId } = await app.send(story.slice(0, 2).join(""), { task: "explain" });
  for await (const { event } of app.follow(generationId))
    if (event.type === "closed" && event.cardId.endsWith("#1")) gate.resolve();
  const text = (await answerOf(app, conversationId)).answer!.text;
  const places = ["今日", "です: ", "\n\n", "傘", "買いました"].map((part) => text.indexOf(part));
  expect(places).toEqual(places.toSorted((one, other) => one - other));
  expect(places[0]).toBeGreaterThan(0);
  const raw = await app.json<{ text: string }>("GET", `/api/generations/${generationId}/raw`);
  expect(raw.text.indexOf("It is raining today.")).toBe(2);
  expect(raw.text.indexOf("This is a translation.")).toBeGreaterThan(2);
});
