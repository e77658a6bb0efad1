import { Database } from "bun:sqlite";
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Message, Started } from "#shared/chat.ts";
import type { Settings } from "#shared/settings.ts";
import { openApp } from "#test/open-app.ts";
import { byTask } from "#test/upstream/by-task.ts";
import { startUpstream, type Upstream } from "#test/upstream/start-upstream.ts";

const reply = "Yes.";
/** Nothing but the translation, until the learner presses Fill in. */
const partly = "0 I like cats.\n";
const rest = "1 cat\n2 (subject)\n3 to like\n";

let upstream: Upstream;
/** A valid database. */
let original: Uint8Array;
let ids: { conversationId: string; generationId: string; cardGenerationId: string };

beforeAll(async () => {
  let explain = partly;
  const script = byTask({ question: reply, explain: () => ({ text: explain }) });
  upstream = await startUpstream({ protocol: "ollama", script });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const first = await app.send("hello");
  await app.events(first.generationId);
  const second = await app.send("猫が好き。", { task: "explain", conversationId: first.conversationId });
  await app.events(second.generationId);
  explain = rest;
  for (const body of [{ cards: [`${second.generationId}#0`] }, { text: "猫が好き。", language: "ja" }]) {
    const response = await app.request("POST", "/api/cards", body, { prefer: "respond-async" });
    await app.events(((await response.json()) as Started).generationId);
  }
  await app.json("PUT", "/api/settings", { theme: "dark", readings: "off" });
  await app.json("PUT", "/api/llm/settings", { fallback: { providers: ["anthropic"], allowRemote: false } });
  ids = {
    conversationId: first.conversationId!,
    generationId: first.generationId,
    cardGenerationId: second.generationId,
  };
  using db = new Database(join(app.dataDir, "blossom.db"), { strict: true });
  const sql = `INSERT INTO downloads (id, base_url, model, state, error, created_at, updated_at)
    VALUES ('d', ?, 'gemma3:1b', 'failed', '{"code":"server","message":"boom"}', ?, ?)`;
  db.run(sql, [upstream.url, Date.now(), Date.now()]);
  original = db.serialize();
});
afterAll(() => upstream[Symbol.asyncDispose]());

/** Opens the app on that database after a change to it. */
async function openChanged(change: (db: Database) => void) {
  const dataDir = fs.mkdtempSync(join(os.tmpdir(), "blossom-stored-"));
  const path = join(dataDir, "blossom.db");
  fs.writeFileSync(path, original);
  const db = new Database(path, { strict: true });
  change(db);
  db.close();
  const app = await openApp({ dataDir });
  return {
    ...app,
    path,
    async [Symbol.asyncDispose]() {
      await app[Symbol.asyncDispose]();
      fs.rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The columns that are parsed, each with a value that this version does not know. */
const columns: [column: string, unknownValue: string][] = [
  ["generations.answer", '{"text":"Yes.","language":"tlh","outcome":"abandoned","notices":[{"code":"song"}]}'],
  ["generations.request", '{"of":"the future"}'],
  ["generation_events.event", '{"type":"song","notes":3}'],
  ["cards.content", '{"language":"ja","text":"猫が好き。","words":[{"partOfSpeech":"classifier"}]}'],
  ["cards.words", '[{"partOfSpeech":"classifier"}]'],
  ["settings.value", '{"theme":"sepia","readings":"off"}'],
  ["llm_settings.fallback", '{"providers":["clippy"],"allowRemote":"perhaps"}'],
  ["model_catalog.knowledge", '{"models":[{"id":7}],"listedAt":"yesterday"}'],
  ["downloads.error", '{"code":"song","message":"la"}'],
  ["conversations.language", "tlh"],
  ["messages.language", "tlh"],
];

const paths = () => [
  "/api/status",
  "/api/settings",
  "/api/llm/settings",
  "/api/llm/models?provider=ollama",
  "/api/llm/context",
  `/api/llm/context?conversationId=${ids.conversationId}`,
  "/api/llm/ollama/downloads",
  "/api/conversations",
  `/api/conversations/${ids.conversationId}`,
  `/api/generations/${ids.generationId}`,
  `/api/generations/${ids.cardGenerationId}`,
];

describe.each(columns)("a stored %s", (column, unknownValue) => {
  const [table = "", name = ""] = column.split(".");
  const isSet = `${name} IS NOT NULL`;

  test.each([
    ["broken JSON", "'{'"],
    ["null", "'null'"],
    ["a value that this version does not know", `'${unknownValue}'`],
    ["a field that this version does not know", `replace(${name}, '{"', '{"fromTheFuture":[1],"')`],
  ])("with %s leaves every GET and all other values readable", async (_, value) => {
    await using app = await openChanged((db) => {
      const { changes } = db.run(`UPDATE ${table} SET ${name} = ${value} WHERE ${isSet}`);
      expect(changes).toBeGreaterThan(0);
    });
    for (const path of paths()) expect([path, (await app.request("GET", path)).status]).toEqual([path, 200]);
    const { messages } = await app.conversation(ids.conversationId);
    expect(messages.map(({ role }) => role)).toEqual(["learner", "tutor", "learner", "tutor"]);
    expect(messages[1]?.text).toBe(reply);
  });
});

const unreadable = expect.arrayContaining([{ code: "unreadable" }]);

test("uses the language that the learner studies when a stored one is unknown, also for a retry", async () => {
  await using app = await openChanged((db) => {
    db.run(`UPDATE settings SET value = '{"learningLanguage":"ko"}'`);
    db.run("UPDATE conversations SET language = 'tlh'");
    db.run("UPDATE messages SET language = 'tlh'");
  });
  const { conversation, messages } = await app.conversation(ids.conversationId);
  expect([conversation.language, ...messages.map(({ language }) => language)]).toEqual(["ko", "ko", "ko", "ko", "ko"]);
  const asked = await app.request("POST", `/api/messages/${messages[1]?.id}/retry`, { mode: "retry" });
  expect(asked.status).toBe(200);
  await asked.text();
  const { answer } = (await app.conversation(ids.conversationId)).messages[1]!;
  expect(answer).toMatchObject({ text: reply, outcome: "complete", language: "ko" });
});

test("shows the text with a notice when a card cannot be read; other answers are complete", async () => {
  await using app = await openChanged((db) => db.run("UPDATE cards SET content = '{'"));
  const { messages } = await app.conversation(ids.conversationId);
  expect(messages[3]?.answer).toMatchObject({ text: "I like cats.\n", cards: [], notices: unreadable });
  expect(messages[1]?.answer).toMatchObject({ text: reply, notices: [], outcome: "complete" });
});

test("shows a card as it was when the one that completes it cannot be read", async () => {
  await using unchanged = await openChanged(() => {});
  const { messages: before } = await unchanged.conversation(ids.conversationId);
  expect(before[3]?.answer?.cards).toMatchObject([
    { card: { translation: "I like cats.", words: [{ meaning: "cat" }, {}, {}] } },
  ]);
  await using app = await openChanged((db) => db.run("UPDATE cards SET content = '{' WHERE completes IS NOT NULL"));
  const { messages } = await app.conversation(ids.conversationId);
  expect(messages[3]?.answer?.cards).toMatchObject([
    { card: { translation: "I like cats.", words: [{ meaning: "" }, {}, {}] } },
  ]);
});

test("shows the text from the log when nothing of the stored answer can be read", async () => {
  await using app = await openChanged((db) => db.run("UPDATE generations SET answer = '{'"));
  const answers = (await app.conversation(ids.conversationId)).messages.flatMap(({ answer }): Message["answer"][] =>
    answer ? [answer] : [],
  );
  expect(answers).toMatchObject([
    { text: reply, outcome: "complete", notices: unreadable },
    { text: "I like cats.\n", outcome: "incomplete", notices: unreadable },
  ]);
});

test("keeps the cards of an answer when only its error or usage cannot be read", async () => {
  const sql = `UPDATE generations SET answer = json_set(answer, '$.usage', json('{"tokensPerSecond":null}'))`;
  await using app = await openChanged((db) => db.run(sql));
  const { messages } = await app.conversation(ids.conversationId);
  expect(messages[3]?.answer).toMatchObject({ usage: null, notices: unreadable });
  expect(messages[3]?.answer?.cards).toMatchObject([{ card: { text: "猫が好き。" } }]);
});

test("treats an unknown setting as unset, and PUT replaces settings that cannot be read", async () => {
  const sql = `UPDATE settings SET value = '{"theme":"sepia","readings":"off","fromTheFuture":1}'`;
  await using app = await openChanged((db) => db.run(sql));
  expect(await app.json<Settings>("GET", "/api/settings")).toMatchObject({ theme: "system", readings: "off" });
  await app.json("PUT", "/api/settings", { readings: "above" });
  using db = new Database(app.path, { strict: true });
  const { value } = db.query<{ value: string }, []>("SELECT value FROM settings").get()!;
  expect(JSON.parse(value)).toEqual({ theme: "sepia", readings: "above", fromTheFuture: 1 });
  db.run("UPDATE settings SET value = '{'");
  expect(await app.json<Settings>("PUT", "/api/settings", { theme: "light" })).toMatchObject({ theme: "light" });
  expect(await app.json<Settings>("GET", "/api/settings")).toMatchObject({ theme: "light" });
});

test("stores no infinite figure, so the answer can be read again", async () => {
  await using ollama = await startUpstream({ protocol: "ollama", script: { text: reply } });
  const proxied = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    async fetch(request) {
      const url = new URL(request.url);
      const response = await fetch(`${ollama.url}${url.pathname}`, { method: request.method, body: request.body });
      const text = await response.text();
      const fields = '"eval_count":5,"eval_duration":1e-300';
      return new Response(text.replace(/"eval_count":\d+,?/g, "").replace(/"done":true/g, `"done":true,${fields}`));
    },
  });
  await using own = await openApp({ provider: { type: "ollama", url: `http://127.0.0.1:${proxied.port}` } });
  const { conversationId, generationId } = await own.send("hello");
  const end = (await own.events(generationId)).at(-1);
  const { messages } = await own.conversation(conversationId!);
  expect(messages[1]?.answer).toMatchObject({ text: reply, outcome: "complete", notices: [] });
  expect(JSON.stringify(end)).not.toContain("null");
  void proxied.stop(true);
});
