import { Database } from "bun:sqlite";
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Message, Started } from "#shared/chat.ts";
import type { Settings } from "#shared/settings.ts";
import { insertEvent, listEvents } from "#server/db/generations.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { byTask } from "#test/upstream/by-task.ts";
import { startUpstream, type Upstream } from "#test/upstream/start-upstream.ts";
import { pack } from "./pack.ts";

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
  ["generations.request", '{"of":"the future"}'],
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
    await expectReadable(app);
  });
});

async function expectReadable(app: OpenApp) {
  for (const path of paths()) expect([path, (await app.request("GET", path)).status]).toEqual([path, 200]);
  const { messages } = await app.conversation(ids.conversationId);
  expect(messages.map(({ role }) => role)).toEqual(["learner", "tutor", "learner", "tutor"]);
  expect(messages[1]?.text).toBe(reply);
}

/** Replaces all packed logs. */
function changeLogs(db: Database, change: (events: object[]) => string) {
  for (const { id, text } of db.query<{ id: string; text: string }, []>("SELECT id, text FROM generations").all()) {
    const events = listEvents(db, id, 0).map(({ event }) => JSON.parse(event) as object);
    db.run("UPDATE generations SET log = ? WHERE id = ?", [pack(change(events), id + text), id]);
  }
}
const isOf = (event: object, type: string) => "type" in event && event.type === type;
/** All events, with other fields in those of one type. */
const withFields = (type: string, fields: object) => (db: Database) =>
  changeLogs(db, (events) =>
    JSON.stringify(events.map((event) => (isOf(event, type) ? { ...event, ...fields } : event))),
  );

test.each<[string, (db: Database) => void]>([
  ["broken JSON", (db) => changeLogs(db, () => "{")],
  ["null", (db) => changeLogs(db, () => "null")],
  ["no events", (db) => changeLogs(db, () => "[]")],
  ["other things than events", (db) => changeLogs(db, () => '[null,7,-7,1e9,"{","null",[],{}]')],
  ["more lengths than text", (db) => changeLogs(db, () => "[2,2,9,9]")],
  ["events of an unknown type", (db) => changeLogs(db, () => '[{"type":"song","notes":3}]')],
  ["an unknown language", withFields("started", { language: "tlh" })],
  ["an unknown task", withFields("started", { task: "sing" })],
  ["an unknown outcome", withFields("end", { outcome: "abandoned" })],
  ["an unknown error", withFields("end", { error: { code: "song", message: "la" } })],
  ["a figure that is not a number", withFields("end", { usage: { tokensPerSecond: null } })],
  ["an unknown notice", withFields("closed", { type: "notice", notice: { code: "song" } })],
  ["an unknown part of speech", withFields("words", { words: [{ partOfSpeech: "classifier" }] })],
  [
    "unknown fields",
    (db) => changeLogs(db, (events) => JSON.stringify(events.map((each) => ({ ...each, mood: [1] })))),
  ],
  ["another packing", (db) => void db.run("UPDATE generations SET log = x'ff00ff', text = coalesce(text, '')")],
  ["no bytes", (db) => void db.run("UPDATE generations SET log = x''")],
  ["damaged bytes", (db) => void db.run("UPDATE generations SET log = substr(log, 1, length(log) / 2)")],
  ["damaged bytes of what a model gets as history", (db) => void db.run("UPDATE messages SET history = x'01ff00'")],
])("a packed log with %s leaves every GET and all other values readable", async (_, change) => {
  await using app = await openChanged(change);
  await expectReadable(app);
});

test.each([
  ["broken JSON", "{"],
  ["null", "null"],
  ["a value that this version does not know", '{"type":"song","notes":3}'],
])("an event of a log that a dead process left open, with %s, leaves every GET readable", async (_, event) => {
  await using app = await openChanged((db) => {
    const events = listEvents(db, ids.generationId, 0);
    db.run("UPDATE generations SET outcome = NULL, text = NULL, log = NULL, seq = NULL WHERE id = ?", [
      ids.generationId,
    ]);
    for (const row of events) insertEvent(db, ids.generationId, row.seq, row.event);
    const sql = "UPDATE generation_events SET event = ? WHERE generation_id = ? AND event NOT LIKE '%\"text\"%'";
    expect(db.run(sql, [event, ids.generationId]).changes).toBeGreaterThan(1);
  });
  await expectReadable(app);
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
  await using app = await openChanged(withFields("card", { at: -1 }));
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
  await using app = await openChanged((db) => {
    db.run(
      "UPDATE generations SET log = x'01' WHERE id IN (SELECT generation_id FROM cards WHERE completes IS NOT NULL)",
    );
  });
  const { messages } = await app.conversation(ids.conversationId);
  expect(messages[3]?.answer?.cards).toMatchObject([
    { card: { translation: "I like cats.", words: [{ meaning: "" }, {}, {}] } },
  ]);
});

test("shows the text when nothing else of the stored answer can be read", async () => {
  await using app = await openChanged((db) => db.run("UPDATE generations SET log = x'01'"));
  const answers = (await app.conversation(ids.conversationId)).messages.flatMap(({ answer }): Message["answer"][] =>
    answer ? [answer] : [],
  );
  expect(answers).toMatchObject([
    { text: reply, outcome: "complete", notices: unreadable },
    { text: "I like cats.\n", outcome: "incomplete", notices: unreadable },
  ]);
});

test("keeps the cards of an answer when only its error or usage cannot be read", async () => {
  await using app = await openChanged(withFields("end", { usage: { tokensPerSecond: null } }));
  const { messages } = await app.conversation(ids.conversationId);
  expect(messages[3]?.answer).toMatchObject({ usage: null, notices: unreadable });
  expect(messages[3]?.answer?.cards).toMatchObject([{ card: { text: "猫が好き。" } }]);
});

test("treats an unknown setting as unset, and PUT replaces settings that cannot be read", async () => {
  const sql = `UPDATE settings SET value = '{"theme":"sepia","readings":"off","fromTheFuture":1}'`;
  await using app = await openChanged((db) => db.run(sql));
  expect(await app.json<Settings>("GET", "/api/settings")).toMatchObject({ theme: "system", readings: "off" });
  await app.json("PUT", "/api/settings", { readings: "always" });
  using db = new Database(app.path, { strict: true });
  const { value } = db.query<{ value: string }, []>("SELECT value FROM settings").get()!;
  expect(JSON.parse(value)).toEqual({ theme: "sepia", readings: "always", fromTheFuture: 1 });
  db.run("UPDATE settings SET value = '{'");
  expect(await app.json<Settings>("PUT", "/api/settings", { theme: "light" })).toMatchObject({ theme: "light" });
  expect(await app.json<Settings>("GET", "/api/settings")).toMatchObject({ theme: "light" });
});

test("ignores a stored explanation language that names no language, and can answer", async () => {
  const settings = JSON.stringify({ explanationLanguage: "en-u-ca-buddhist", theme: "dark" });
  await using app = await openChanged((db) => db.run("UPDATE settings SET value = ?", [settings]));
  expect(await app.json("GET", "/api/settings")).toMatchObject({ explanationLanguage: null, theme: "dark" });
  expect((await app.request("GET", "/api/llm/context")).status).toBe(200);
  const { generationId } = await app.send("猫が好き。", { task: "explain" });
  expect((await app.events(generationId)).at(-1)).not.toMatchObject({ error: { code: "internal" } });
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
