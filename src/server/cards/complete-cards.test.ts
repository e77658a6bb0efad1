import { Database } from "bun:sqlite";
import { expect, spyOn, test } from "bun:test";
import type { Message, Started } from "#shared/chat.ts";
import type { GenerationEvent } from "#shared/generation.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { byTask } from "#test/upstream/by-task.ts";
import type { ChatRequest, Reply } from "#test/upstream/script.ts";
import { startUpstream, type Upstream } from "#test/upstream/start-upstream.ts";
import { requestsFor } from "#test/upstream/task-of.ts";

const story = ["今日は雨です。", "傘を買いました。", "家に帰ります。", "お茶を飲みます。", "よく寝ました。"];
const things = ["stone", "river", "cloud", "candle", "garden", "bridge", "feather", "lantern"];

/** Explains each word of the request. */
function explain({ lastText }: ChatRequest): Reply {
  const numbers = [...lastText.matchAll(/^([1-9]\d*)\. /gm)].map(([, number]) => Number(number));
  return { text: ["0 This is a translation.", ...numbers.map((number) => `${number} ${things[number]}`)].join("\n") };
}

const open = (upstream: Upstream) => openApp({ provider: { type: "ollama", url: upstream.url } });
const asked = (upstream: Upstream) => requestsFor(upstream.requests, "explain").length;

/** Sends a text of more than three sentences, which the engine reads. Returns the ids of its cards. */
async function read(app: OpenApp, text: string) {
  const { generationId, conversationId } = await app.send(text, { task: "explain" });
  await app.events(generationId);
  const message = await tutorMessage(app, conversationId);
  return { conversationId, ids: message.answer!.cards.map(({ id }) => id) };
}

async function tutorMessage(app: OpenApp, conversationId: string | null): Promise<Message> {
  return (await app.conversation(conversationId!)).messages[1]!;
}

const complete = (app: OpenApp, cards: readonly string[]) =>
  app.request("POST", "/api/cards", { cards }, { prefer: "respond-async" });
const started = async (response: Response) => ((await response.json()) as Started).generationId;
const endOf = (events: readonly GenerationEvent[]) => events.at(-1);

test("keeps the words of every sentence when all are stopped at once, and explains them when they are asked for again", async () => {
  const stop = Promise.withResolvers<void>();
  const script = byTask({ explain: async (request) => (await stop.promise, explain(request)) });
  await using upstream = await startUpstream({ protocol: "ollama", script });
  await using app = await open(upstream);
  const { conversationId, ids } = await read(app, story.join("").repeat(8));
  const before = (await tutorMessage(app, conversationId)).answer!.cards;

  const all = await started(await complete(app, ids));
  await app.request("POST", `/api/generations/${all}/stop`, {});
  const stopped = (await tutorMessage(app, conversationId)).answer!.cards;
  expect(stopped.map(({ card }) => card.words)).toEqual(before.map(({ card }) => card.words));
  expect(stopped.at(-1)?.state).toBe("words");

  stop.resolve();
  const again = await started(await complete(app, ids.slice(-1)));
  expect(endOf(await app.events(again))).toMatchObject({ outcome: "complete" });
  const last = (await tutorMessage(app, conversationId)).answer!.cards.at(-1);
  expect(last).toMatchObject({ state: "closed", card: { translation: "This is a translation." } });
});

test("asks once for each sentence when the same cards are asked for twice at the same time, or stand twice in the list", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: byTask({ explain }) });
  await using app = await open(upstream);
  const { ids } = await read(app, story.join(""));
  const twice = [...ids, ...ids];
  const [one, other] = await Promise.all(
    (await Promise.all([complete(app, twice), complete(app, twice)])).map(started),
  );
  expect(one).toBe(other!);
  expect(endOf(await app.events(one!))).toMatchObject({ outcome: "complete" });
  expect(asked(upstream)).toBe(story.length);
});

test("reads a stored answer once, however many of its cards are asked for", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: byTask({ explain }) });
  await using app = await open(upstream);
  const { ids } = await read(app, story.join("").repeat(8));
  const queries = spyOn(Database.prototype, "query");
  const response = await complete(app, ids);
  const reads = queries.mock.calls.filter(([sql]) => /^SELECT .*\blog\b.* FROM generations WHERE id = \?$/.test(sql));
  queries.mockRestore();
  const all = await started(response);
  await app.request("POST", `/api/generations/${all}/stop`, {});
  expect(ids).toHaveLength(40);
  expect(reads.length).toBeGreaterThan(0);
  expect(reads.length).toBeLessThan(10);
});

test("refuses the cards of two texts, and those of a deleted conversation", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: byTask({ explain }) });
  await using app = await open(upstream);
  const first = await read(app, story.join(""));
  const second = await read(app, story.toReversed().join(""));
  expect((await complete(app, [first.ids[0]!, second.ids[0]!])).status).toBe(400);
  await app.request("DELETE", `/api/conversations/${first.conversationId}`);
  expect((await complete(app, [first.ids[0]!])).status).toBe(404);
  expect(asked(upstream)).toBe(0);
});

test.each([
  ["repeats itself", "the same again. ".repeat(600)],
  ["is empty", ""],
  ["is thought without an end", "<think>hmm"],
])("goes on with the next sentence when the answer to one %s", async (_, text) => {
  const script = byTask({
    explain: (request) => (request.lastText.includes("0. 傘を買いました。") ? { text } : explain(request)),
  });
  await using upstream = await startUpstream({ protocol: "ollama", script });
  await using app = await open(upstream);
  const { conversationId, ids } = await read(app, story.join(""));
  const all = await started(await complete(app, ids));
  expect(endOf(await app.events(all))).toMatchObject({ outcome: "incomplete" });
  const { answer } = await tutorMessage(app, conversationId);
  const translated = story.map((_sentence, index) => (index === 1 ? "" : "This is a translation."));
  expect(answer?.cards.map(({ card }) => card.translation)).toEqual(translated);
  expect(answer?.cards.map(({ state }) => state)).toEqual(story.map(() => "closed" as const));
});

test("tells a model that replies later what was explained after the answer", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: byTask({ explain }) });
  await using app = await open(upstream);
  const { conversationId, ids } = await read(app, story.join(""));
  await app.events(await started(await complete(app, ids.slice(0, 2))));
  const reply = await app.send("雨が好きです。", { task: "reply", conversationId });
  await app.events(reply.generationId);
  const asked = requestsFor(upstream.requests, "reply").at(0)?.body as {
    messages: { role: string; content: string }[];
  };
  expect(asked.messages.slice(1).map(({ role, content }) => [role, content])).toEqual([
    ["user", story.join("")],
    ["assistant", "This is a translation.\n\nThis is a translation."],
    ["user", "雨が好きです。"],
  ]);
});
