import { expect, test } from "bun:test";
import type { Message, Started } from "#shared/chat.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { drawPng } from "#test/pixels.ts";
import type { ChatRequest, Reply } from "#test/upstream/script.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";
import { requestsFor } from "#test/upstream/task-of.ts";

const asOllama = (url: string) => ({ provider: { type: "ollama" as const, url } });

/** Answers by the beginning of the instructions. */
const byTask =
  (answers: Record<string, string>) =>
  ({ system }: ChatRequest): Reply => ({
    text: Object.entries(answers).find(([task]) => system.startsWith(task))?.[1] ?? "はい。",
  });
type Body = { messages: { role: string; content: string }[] };
const systemsOf = (requests: readonly { path: string; body: unknown }[]) =>
  requests.filter(({ path }) => path === "/api/chat").map(({ body }) => (body as Body).messages[0]!.content);

const messagesOf = async (app: OpenApp, id: string | null): Promise<Message[]> =>
  (await app.conversation(id!)).messages;

async function answerAs(app: OpenApp, messageId: string, task: string): Promise<Started> {
  const response = await app.request(
    "POST",
    `/api/messages/${messageId}/answers`,
    { task },
    {
      prefer: "respond-async",
    },
  );
  expect(response.status).toBe(202);
  return response.json();
}

test("answers a message in another language as a question, with the first sentence of the answer as a card", async () => {
  const text = "Say it like this:\n\n**猫が好きです。**\n\nI like cats.";
  await using upstream = await startUpstream({ protocol: "ollama", script: { text } });
  await using app = await openApp(asOllama(upstream.url));
  for (const task of ["explain", "reply"]) {
    const { generationId, conversationId } = await app.send("I like cats.", { task });
    await app.events(generationId);
    const answer = (await messagesOf(app, conversationId))[1]?.answer;
    expect(answer).toMatchObject({
      task: "question",
      text,
      cards: [{ state: "words", card: { text: "猫が好きです。", words: [{ reading: "ねこ" }, {}, {}, {}] } }],
    });
  }
  expect(
    systemsOf(upstream.requests).filter((system) => system.startsWith("You answer a question about Japanese")),
  ).toHaveLength(2);
});

test("answers a question about a picture in the explanation language", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: { text: "It says 猫." } });
  await using app = await openApp(asOllama(upstream.url));
  const images = [Buffer.from(await drawPng(80, 60, () => [255, 255, 255])).toString("base64")];
  for (const [text, task] of [
    ["What does this sign say?", "question"],
    ["", "reply"],
    ["これは何？", "reply"],
  ] as const) {
    const { generationId, conversationId } = await app.send(text, { images, task: "reply" });
    await app.events(generationId);
    expect((await messagesOf(app, conversationId))[1]?.answer?.task).toBe(task);
  }
  const [question] = requestsFor(upstream.requests, "question");
  expect(JSON.stringify(question?.body)).toContain('"images":["');
});

test("explains what stands in a picture and what the learner wrote beside it, and answers a question about it", async () => {
  const read = JSON.stringify({ texts: ["猫が好き。"] });
  const script = byTask({
    "You read the Japanese text": read,
    "You explain": "0 I like it.\n",
    "You answer": "It says 猫.",
  });
  await using upstream = await startUpstream({ protocol: "ollama", script });
  await using app = await openApp(asOllama(upstream.url));
  const images = [Buffer.from(await drawPng(80, 60, () => [255, 255, 255])).toString("base64")];
  const explained = await app.send("犬も好き。", { images, task: "explain" });
  await app.events(explained.generationId);
  const { answer } = (await messagesOf(app, explained.conversationId))[1]!;
  expect(answer).toMatchObject({ task: "read-picture", texts: ["猫が好き。", "犬も好き。"] });
  expect(answer?.cards.map(({ card }) => [card.text, card.translation])).toEqual([
    ["猫が好き。", "I like it."],
    ["犬も好き。", "I like it."],
  ]);
  const asked = await app.send("What does the sign say?", { images, task: "explain" });
  await app.events(asked.generationId);
  expect((await messagesOf(app, asked.conversationId))[1]?.answer).toMatchObject({
    task: "question",
    text: "It says 猫.",
  });
});

test("looks a single word up: the engine's card, then its use by a model that gets the dictionary's entries", async () => {
  await using upstream = await startUpstream({
    protocol: "ollama",
    script: { text: "A cat.\n猫がいます。\nThere is a cat." },
  });
  await using app = await openApp(asOllama(upstream.url));
  const { generationId, conversationId } = await app.send("猫", { task: "explain" });
  await app.events(generationId);
  expect((await messagesOf(app, conversationId))[1]?.answer).toMatchObject({
    task: "word",
    text: "A cat.\n猫がいます。\nThere is a cat.",
    cards: [{ state: "words", card: { text: "猫", words: [{ reading: "ねこ" }] } }],
  });
  const asked = upstream.requests.find(({ path }) => path === "/api/chat")?.body as Body;
  expect(asked.messages.at(-1)?.content).toContain("cat");
});

test("replies with the engine's words of the learner's sentence, then checks the sentence, then makes the title", async () => {
  const script = byTask({
    "You are a Japanese tutor": "いいですね。",
    "You correct a Japanese sentence": "友達に会いました。",
    "You write a title": "友達に会う",
  });
  await using upstream = await startUpstream({ protocol: "ollama", script });
  await using app = await openApp(asOllama(upstream.url));
  const { generationId, conversationId } = await app.send("友達を会いました。", { task: "reply" });
  await app.events(generationId);
  await app.json("POST", `/api/conversations/${conversationId}/title`, {});
  const [learner, tutor] = await messagesOf(app, conversationId);
  expect(tutor?.answer).toMatchObject({ task: "reply", text: "いいですね。", cards: [{ state: "words" }] });
  expect(learner).toMatchObject({
    text: "友達を会いました。",
    answer: {
      task: "correct",
      outcome: "complete",
      correction: { original: "友達を会いました。", corrected: "友達に会いました。" },
    },
  });
  expect(systemsOf(upstream.requests).map((system) => system.split(" ").slice(0, 3).join(" "))).toEqual([
    "You are a",
    "You correct a",
    "You write a",
  ]);
});

test("finds no mistake in a right sentence, and checks it only once", async () => {
  const script = byTask({ "You correct": "OK" });
  await using upstream = await startUpstream({ protocol: "ollama", script });
  await using app = await openApp(asOllama(upstream.url));
  const { generationId, conversationId, messageId } = await app.send("猫が好きです。", { task: "explain" });
  await app.events(generationId);
  const check = await answerAs(app, messageId!, "correct");
  expect((await app.events(check.generationId)).at(-1)).toMatchObject({ type: "end", outcome: "complete" });
  expect((await messagesOf(app, conversationId))[0]?.answer).toMatchObject({ task: "correct", correction: null });
  const reply = await answerAs(app, messageId!, "reply");
  await app.events(reply.generationId);
  await app.json("POST", `/api/conversations/${conversationId}/title`, {});
  expect(systemsOf(upstream.requests).filter((system) => system.startsWith("You correct"))).toHaveLength(1);
});

test("takes no correction from a sentence that was cut off", async () => {
  const script = ({ system }: ChatRequest): Reply =>
    system.startsWith("You correct") ? { text: "友達に会いま", finish: "length" } : { text: "はい。" };
  await using upstream = await startUpstream({ protocol: "ollama", script });
  await using app = await openApp(asOllama(upstream.url));
  const { generationId, messageId } = await app.send("友達を会いました。", { task: "explain" });
  await app.events(generationId);
  const check = await answerAs(app, messageId!, "correct");
  const events = await app.events(check.generationId);
  expect(events.at(-1)).toMatchObject({ type: "end", outcome: "failed", error: { code: "invalid_output" } });
  expect(events.filter(({ type }) => type === "correction")).toEqual([]);
});

test("never shows a correction of something that the learner did not write", async () => {
  const script = byTask({ "You correct": "昨日、映画館で映画を見ました。" });
  await using upstream = await startUpstream({ protocol: "ollama", script });
  await using app = await openApp(asOllama(upstream.url));
  const { generationId, conversationId, messageId } = await app.send("猫が好きです。", { task: "explain" });
  await app.events(generationId);
  const check = await answerAs(app, messageId!, "correct");
  expect((await app.events(check.generationId)).at(-1)).toMatchObject({
    outcome: "failed",
    error: { code: "invalid_output", reason: "unusable" },
  });
  expect((await messagesOf(app, conversationId))[0]?.answer?.correction).toBeNull();
});

test("adds the other verb's answer after the first one, also in the middle of a conversation", async () => {
  await using upstream = await startUpstream({
    protocol: "ollama",
    script: byTask({ "You explain": "0 I like cats.\n1 cat\n2 (subject)\n3 to like\n4 (polite)\n" }),
  });
  await using app = await openApp(asOllama(upstream.url));
  const first = await app.send("猫が好きです。", { task: "reply" });
  await app.events(first.generationId);
  const { conversationId } = first;
  const second = await app.send("犬も好きです。", { task: "reply", conversationId });
  await app.events(second.generationId);
  const explained = await answerAs(app, first.messageId!, "explain");
  await app.events(explained.generationId);
  const messages = await messagesOf(app, conversationId);
  expect(messages.map(({ role, answer }) => [role, role === "tutor" ? answer?.task : null])).toEqual([
    ["learner", null],
    ["tutor", "reply"],
    ["tutor", "explain"],
    ["learner", null],
    ["tutor", "reply"],
  ]);
  // a second time it is a new answer of the same message
  const again = await answerAs(app, first.messageId!, "explain");
  await app.events(again.generationId);
  expect((await messagesOf(app, conversationId))[2]?.generations).toEqual([explained.generationId, again.generationId]);

  // models refuse two turns of one role: both answers are one turn, made from sentences and not from a format
  const third = await app.send("また。", { task: "reply", conversationId });
  await app.events(third.generationId);
  const asked = requestsFor(upstream.requests, "reply").at(-1)?.body as Body;
  expect(asked.messages.slice(1).map(({ role, content }) => [role, content])).toEqual([
    ["user", "猫が好きです。"],
    ["assistant", "はい。\n\nI like cats."],
    ["user", "犬も好きです。"],
    ["assistant", "はい。"],
    ["user", "また。"],
  ]);
});

test("repeats the task of an answer on Retry, and remembers what a conversation did last", async () => {
  await using upstream = await startUpstream({
    protocol: "ollama",
    script: byTask({ "You explain": "0 I like cats.\n1 cat\n2 (subject)\n3 to like\n" }),
  });
  await using app = await openApp(asOllama(upstream.url));
  const { generationId, conversationId } = await app.send("猫が好き。", { task: "explain" });
  await app.events(generationId);
  const tutor = (await messagesOf(app, conversationId))[1]!;
  const response = await app.request(
    "POST",
    `/api/messages/${tutor.id}/retry`,
    { mode: "retry" },
    { prefer: "respond-async" },
  );
  await app.events(((await response.json()) as Started).generationId);
  expect((await messagesOf(app, conversationId))[1]?.answer?.task).toBe("explain");
  expect((await app.conversation(conversationId!)).conversation.lastTask).toBe("explain");
  await app.events((await app.send("犬。", { task: "reply", conversationId })).generationId);
  expect((await app.conversation(conversationId!)).conversation.lastTask).toBe("reply");
});

test("checks a sentence once when it is asked for twice at the same time, and checks nothing in another language", async () => {
  const gate = Promise.withResolvers<void>();
  await using upstream = await startUpstream({
    protocol: "ollama",
    script: ({ system }) =>
      system.startsWith("You correct") ? { text: "OK", ready: gate.promise } : { text: "はい。" },
  });
  await using app = await openApp(asOllama(upstream.url));
  const own = await app.send("猫が好き。", { task: "explain" });
  await app.events(own.generationId);
  const [one, other] = await Promise.all([1, 2].map(() => answerAs(app, own.messageId!, "correct")));
  expect(one?.generationId).toBe(other!.generationId);
  gate.resolve();
  await app.events(one!.generationId);
  const english = await app.send("I like cats.", { task: "explain" });
  await app.events(english.generationId);
  const response = await app.request("POST", `/api/messages/${english.messageId}/answers`, { task: "correct" });
  expect(response.status).toBe(400);
  expect(systemsOf(upstream.requests).filter((system) => system.startsWith("You correct"))).toHaveLength(1);
});
