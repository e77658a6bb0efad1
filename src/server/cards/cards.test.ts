import { expect, test } from "bun:test";
import type { Answer } from "#shared/answer.ts";
import type { Started } from "#shared/chat.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { openWithOllama } from "#test/open-with-upstream.ts";
import { byTask } from "#test/upstream/by-task.ts";
import { startUpstream, type Upstream } from "#test/upstream/start-upstream.ts";
import { requestsFor } from "#test/upstream/task-of.ts";

const cats = "0 I like cats.\n1 cat\n2 (subject)\n3 to like\n4 A note.\n";
const sentence = "猫が好き。";

/** Asks for a card and returns its generation without waiting. */
async function ask(app: OpenApp, body: object): Promise<string> {
  const response = await app.request("POST", "/api/cards", body, { prefer: "respond-async" });
  expect(response.status).toBe(202);
  return ((await response.json()) as Started).generationId;
}

async function endOf(app: OpenApp, id: string) {
  const events = await app.events(id);
  return events.at(-1);
}

/** The last message of each request that explains a sentence. */
const explained = ({ requests }: Upstream) =>
  requestsFor(requests, "explain").map(
    ({ body }) => (body as { messages: { content: string }[] }).messages.at(-1)?.content ?? "",
  );

const open = (explain = cats) => openWithOllama({ script: byTask({ reply: "はい。", explain }) });

test("has only the engine's words when no explanation is wanted, and is another card than the explained one", async () => {
  await using opened = await open();
  const { app, upstream } = opened;
  const words = await ask(app, { text: sentence, explain: false });
  expect(await endOf(app, words)).toEqual({ type: "end", outcome: "complete" });
  expect((await app.events(words)).map(({ type }) => type)).toEqual(["started", "card", "words", "end"]);
  expect(upstream.requests.filter(({ path }) => path === "/api/chat")).toEqual([]);
  const whole = await ask(app, { text: sentence });
  expect(whole).not.toBe(words);
  expect(await endOf(app, whole)).toMatchObject({ outcome: "complete" });
  expect(await ask(app, { text: sentence, explain: false })).toBe(words);
});

test.each([
  ["ja", "映画", "昨日、", "を見た。", "昨日、映画を見た。"],
  ["ko", "학교", "나는 ", "에서 공부한다.", "나는 학교에서 공부한다."],
])("looks one word up in its sentence: %s", async (language, text, before, after, whole) => {
  await using upstream = await startUpstream({ protocol: "ollama", script: { text: "It is used like this." } });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const id = await ask(app, { text, language, context: { before: [before], after: [after] } });
  expect(await endOf(app, id)).toMatchObject({ outcome: "complete" });
  const { answer } = await app.json<{ answer: Answer }>("GET", `/api/generations/${id}`);
  expect(answer).toMatchObject({ task: "word", text: "It is used like this.", cards: [{ card: { text } }] });
  const [request] = requestsFor(upstream.requests, "word");
  expect(JSON.stringify(request?.body)).toContain(`Sentence: ${whole}`);
});

test("tells the model the sentences around it", async () => {
  await using opened = await open();
  const { app, upstream } = opened;
  const context = { before: ["毎日公園に行く。"], after: ["犬は嫌い。"] };
  await app.events(await ask(app, { text: sentence, context }));
  expect(explained(upstream)[0]).toContain("毎日公園に行く。");
  expect(explained(upstream)[0]).toContain("犬は嫌い。");
});

test("is completed once when the learner asks twice, and not again when it has everything", async () => {
  const gate = Promise.withResolvers<void>();
  await using opened = await open();
  const { app, upstream } = opened;
  upstream.script = byTask({ reply: "はい。", explain: { text: cats, ready: gate.promise } });
  const { generationId } = await app.send(sentence);
  await app.events(generationId);
  const cards = [`${generationId}#0`];
  const first = await ask(app, { cards });
  expect(await ask(app, { cards })).toBe(first);
  gate.resolve();
  expect(await endOf(app, first)).toMatchObject({ outcome: "complete" });
  expect(await ask(app, { cards })).toBe(generationId);
  expect(explained(upstream)).toHaveLength(1);
});

test("is not found when one of the cards to complete is unknown", async () => {
  await using opened = await open();
  const { generationId } = await opened.app.send(sentence);
  await opened.app.events(generationId);
  const response = await opened.app.request("POST", "/api/cards", { cards: [`${generationId}#0`, "nope#0"] });
  expect(response.status).toBe(404);
  expect(explained(opened.upstream)).toEqual([]);
});

test("is read with what was filled in later, also where it belongs to no message", async () => {
  await using opened = await open();
  const { app } = opened;
  const words = await ask(app, { text: sentence, explain: false });
  await endOf(app, words);
  const completion = await ask(app, { cards: [`${words}#0`] });
  expect(await endOf(app, completion)).toMatchObject({ outcome: "complete" });
  const { answer } = await app.json<{ answer: Answer }>("GET", `/api/generations/${words}`);
  expect(answer.cards).toMatchObject([{ id: `${words}#0`, card: { translation: "I like cats." } }]);
});
