import { Database } from "bun:sqlite";
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { expect, setDefaultTimeout, test } from "bun:test";
import type { BinEntry } from "#shared/bin.ts";
import { goesAt } from "#shared/days-in-bin.ts";
import type { Started } from "#shared/chat.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { drawPng } from "#test/pixels.ts";
import { readEvents } from "#test/read-events.ts";
import { byTask } from "#test/upstream/by-task.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";

// a dictionary is loaded here, which takes long on a busy machine
setDefaultTimeout(30_000);

/** A sentence and an answer that occur nowhere else. */
const secret = "秘密の宝箱が庭にある。";
const told = "The treasure chest is in the garden.";
const script = byTask({
  reply: `そうですか。${told}`,
  explain: `0 ${told}\n1 secret\n2 of\n3 chest\n4 (subject)\n5 garden\n6 in\n7 is\n8 宝箱 is a chest.\n`,
  "read-picture": JSON.stringify({ texts: [secret] }),
});

const bin = async (app: OpenApp) => (await app.json<{ conversations: BinEntry[] }>("GET", "/api/bin")).conversations;
const status = async (app: OpenApp, method: string, path: string, body?: object) =>
  (await app.request(method, path, body, { prefer: "respond-async" })).status;

async function started(app: OpenApp, path: string, body: object): Promise<string> {
  const response = await app.request("POST", path, body, { prefer: "respond-async" });
  const { generationId } = (await response.json()) as Started;
  await app.events(generationId);
  return generationId;
}

/** A conversation with everything that can be made in one: a picture, a reply, a check, an explanation, a word, a completion. */
async function fill(app: OpenApp) {
  const photo = Buffer.from(await drawPng(40, 40, (x) => [x, 90, 90])).toString("base64");
  const first = await app.send(secret, { images: [photo] });
  await app.events(first.generationId);
  const conversationId = first.conversationId!;
  const second = await app.send(secret, { conversationId, task: "explain" });
  await app.events(second.generationId);
  const generations = [first.generationId, second.generationId];
  generations.push(await started(app, `/api/messages/${second.messageId}/answers`, { task: "correct" }));
  generations.push(await started(app, "/api/cards", { text: secret, language: "ja", messageId: second.messageId }));
  generations.push(await started(app, "/api/cards", { cards: [`${first.generationId}#0`] }));
  const { messages } = await app.conversation(conversationId);
  const [image = ""] = messages.flatMap(({ images }) => images.map(({ id }) => id));
  expect(image).not.toBe("");
  return { conversationId, generations, messages: messages.map(({ id }) => id), image, messageId: second.messageId! };
}

/** Sends three messages, each in its own conversation, and waits for the answers. Returns the ids of the conversations. */
async function sendThree(app: OpenApp): Promise<string[]> {
  const ids: string[] = [];
  for (const text of ["一", "二", "三"]) {
    const { generationId, conversationId } = await app.send(text);
    await app.events(generationId);
    ids.push(conversationId!);
  }
  return ids;
}

async function open() {
  const upstream = await startUpstream({ protocol: "ollama", script });
  const app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const dispose = async () => {
    await app[Symbol.asyncDispose]();
    await upstream.close();
  };
  return { app, upstream, [Symbol.asyncDispose]: dispose };
}

/** The files of a folder that contain a text, with their folders. */
const filesWith = (folder: string, text: string) =>
  fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => fs.readFileSync(path).includes(text));

/** The rows of all tables, except of those that a conversation does not fill. */
function countRows(app: OpenApp) {
  using db = new Database(join(app.dataDir, "blossom.db"), { readonly: true });
  const tables = ["conversations", "messages", "images", "generations", "generation_events", "cards", "appearances"];
  return Object.fromEntries(
    [...tables, "sentences"].map((table) => [table, db.query(`SELECT 1 FROM ${table}`).all().length]),
  );
}

test("serves nothing of a conversation in the bin, and everything again when it is restored", async () => {
  await using opened = await open();
  const { app } = opened;
  const made = await fill(app);
  const paths = [
    ...made.generations.flatMap((id) => ["", "/events", "/raw"].map((end) => `/api/generations/${id}${end}`)),
    `/api/conversations/${made.conversationId}`,
    `/api/images/${made.image}`,
    `/api/llm/context?conversationId=${made.conversationId}`,
  ];
  const requests: [method: string, path: string, body: object][] = [
    ["POST", "/api/chat", { text: "猫", conversationId: made.conversationId }],
    ["POST", "/api/cards", { text: "猫", messageId: made.messageId }],
    ["POST", "/api/cards", { cards: [`${made.generations[0]}#0`] }],
    ["PATCH", `/api/conversations/${made.conversationId}`, { title: "猫" }],
    ["POST", `/api/conversations/${made.conversationId}/title`, {}],
    ["DELETE", `/api/conversations/${made.conversationId}`, {}],
    ["PUT", `/api/messages/${made.messages[1]}/generation`, { generationId: made.generations[0] }],
    ["POST", `/api/messages/${made.messages[1]}/retry`, { mode: "retry" }],
    ["POST", `/api/messages/${made.messageId}/answers`, { task: "reply" }],
    ...made.generations.map((id): [string, string, object] => ["POST", `/api/generations/${id}/stop`, {}]),
  ];
  for (const path of paths) expect([path, await status(app, "GET", path)]).toEqual([path, 200]);
  await app.json("DELETE", `/api/conversations/${made.conversationId}`);

  for (const path of paths) expect([path, await status(app, "GET", path)]).toEqual([path, 404]);
  for (const [method, path, body] of requests)
    expect([path, body, await status(app, method, path, body)]).toEqual([path, body, 404]);
  expect(await app.json<object>("GET", "/api/conversations")).toMatchObject({
    conversations: [],
    next: null,
    total: 0,
  });
  // the same card is made again, in another place
  const again = await started(app, "/api/cards", { text: secret, language: "ja" });
  expect(made.generations).not.toContain(again);

  await app.json("POST", `/api/conversations/${made.conversationId}/restore`);
  for (const path of paths) expect([path, await status(app, "GET", path)]).toEqual([path, 200]);
  expect(await bin(app)).toEqual([]);
});

test("lists deleted conversations, the last deleted first, with the day on which each is deleted for good", async () => {
  await using opened = await open();
  const { app } = opened;
  const ids = await sendThree(app);
  for (const id of ids) await app.json("DELETE", `/api/conversations/${id}`);
  const all = await bin(app);
  expect(all.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  for (const { deletedAt, goesAt: goes } of all) expect(goes).toBe(goesAt(deletedAt));
  // page by page
  const paged: string[] = [];
  for (let after: string | null = ""; after !== null;) {
    const path = `/api/bin?limit=1${after === "" ? "" : `&after=${after}`}`;
    const page: { conversations: BinEntry[]; next: string | null } = await app.json("GET", path);
    paged.push(...page.conversations.map(({ id }) => id));
    after = page.next;
  }
  expect(paged).toEqual(all.map(({ id }) => id));
});

test("deletes all rows, files and text of a conversation when it is deleted for good, and nothing of others", async () => {
  await using opened = await open();
  const { app, upstream } = opened;
  upstream.script = byTask({ explain: "0 I like cats.\n1 cat\n2 (subject)\n3 liked\n" });
  const other = await app.send("猫が好きです。", { task: "explain" });
  await app.events(other.generationId);
  upstream.script = script;
  const before = countRows(app);
  const made = await fill(app);
  // a view of the photo, as it was drawn for the model
  const prepared = join(app.dataDir, "prepared", made.image);
  fs.mkdirSync(prepared, { recursive: true });
  fs.writeFileSync(join(prepared, "0-0-8-8_8-8_8-8.jpg"), "a view");
  for (const text of [secret, told]) expect(filesWith(app.dataDir, text)).not.toEqual([]);

  expect(await status(app, "DELETE", `/api/bin/${made.conversationId}`, {})).toBe(404); // it is not in the bin
  await app.json("DELETE", `/api/conversations/${made.conversationId}`);
  const changes = readEvents(await app.request("GET", "/api/events"));
  await app.json("DELETE", `/api/bin/${made.conversationId}`);

  for await (const { data } of changes) if (data === '{"type":"bin"}') break;
  expect(countRows(app)).toEqual(before);
  for (const text of [secret, told]) expect(filesWith(app.dataDir, text)).toEqual([]);
  expect(fs.readdirSync(join(app.dataDir, "images"))).toEqual([]);
  expect(fs.existsSync(prepared)).toBe(false);
  expect(await bin(app)).toEqual([]);
  for (const path of [`/api/bin/${made.conversationId}`, "/api/bin/none"])
    expect(await status(app, "DELETE", path, {})).toBe(404);
  expect(await status(app, "POST", `/api/conversations/${made.conversationId}/restore`, {})).toBe(404);
  expect((await app.conversation(other.conversationId!)).messages).toHaveLength(2);
  using db = new Database(join(app.dataDir, "blossom.db"), { readonly: true });
  expect(db.query("PRAGMA freelist_count").get()).toEqual({ freelist_count: 0 });
  expect(fs.statSync(join(app.dataDir, "blossom.db-wal")).size).toBeLessThan(100_000);
});

test("empties the bin, and leaves other conversations alone", async () => {
  await using opened = await open();
  const { app } = opened;
  const ids = await sendThree(app);
  for (const id of ids.slice(1)) await app.json("DELETE", `/api/conversations/${id}`);
  await app.json("DELETE", "/api/bin");
  expect(await bin(app)).toEqual([]);
  const { conversations } = await app.json<{ conversations: { id: string }[] }>("GET", "/api/conversations");
  expect(conversations.map(({ id }) => id)).toEqual([ids[0]!]);
});

test("deletes the other conversations and files, and tells the page, when one file cannot be deleted", async () => {
  await using opened = await open();
  const { app } = opened;
  const photo = Buffer.from(await drawPng(40, 40, (x) => [x, 90, 90])).toString("base64");
  const images = join(app.dataDir, "images");
  for (const text of ["一", "二", "三"]) {
    const { generationId, conversationId } = await app.send(text, { images: [photo] });
    await app.events(generationId);
    await app.json("DELETE", `/api/conversations/${conversationId}`);
  }
  for (const name of fs.readdirSync(images).slice(0, 2)) {
    fs.rmSync(join(images, name));
    fs.mkdirSync(join(images, name)); // a folder cannot be deleted as a file
  }
  const changes = readEvents(await app.request("GET", "/api/events"));
  expect(await status(app, "DELETE", "/api/bin", {})).toBe(200);
  for await (const { data } of changes) if (data === '{"type":"bin"}') break;
  expect(await bin(app)).toEqual([]);
  expect(fs.readdirSync(images)).toHaveLength(2);
  using db = new Database(join(app.dataDir, "blossom.db"), { readonly: true });
  expect(db.query("SELECT 1 FROM space_to_reclaim").all()).toEqual([]);
});

test("keeps nothing running in a conversation that is deleted while messages are sent to it", async () => {
  const upstream = await startUpstream({ protocol: "ollama", parallel: 8, script: { pieces: ["は"], silentAfter: 1 } });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const { conversationId } = await app.send("一");
  const deleted = app.request("DELETE", `/api/conversations/${conversationId}`, {});
  const sent = await Promise.all(
    ["二", "三", "四"].map((text) => status(app, "POST", "/api/chat", { text, conversationId })),
  );
  expect((await deleted).status).toBe(200);
  expect(sent.every((each) => [202, 404, 409].includes(each))).toBe(true);
  using db = new Database(join(app.dataDir, "blossom.db"), { readonly: true });
  expect(db.query("SELECT id FROM generations WHERE outcome IS NULL").all()).toEqual([]);
  await upstream.close();
});

test("purges conversations at the start when they were deleted 30 days ago by the calendar, and keeps later ones", async () => {
  const dataDir = fs.mkdtempSync(join(os.tmpdir(), "blossom-bin-"));
  const daysAgo = (days: number) => new Date(new Date().setDate(new Date().getDate() - days)).setHours(23, 59, 59, 0);
  const ids: string[] = [];
  {
    await using app = await openApp({ dataDir });
    for (const text of ["一", "二", "三"]) ids.push((await app.send(text)).conversationId!);
    for (const id of ids) await app.json("DELETE", `/api/conversations/${id}`);
  }
  {
    using db = new Database(join(dataDir, "blossom.db"), { strict: true });
    for (const [index, days] of [31, 30, 29].entries())
      db.run("UPDATE conversations SET deleted_at = ? WHERE id = ?", [daysAgo(days), ids[index]!]);
  }
  await using app = await openApp({ dataDir });
  const changes = readEvents(await app.request("GET", "/api/events"));
  for await (const { data } of changes) if (data === '{"type":"bin"}') break;
  expect((await bin(app)).map(({ id }) => id)).toEqual([ids[2]!]);
  await app.stop();
  fs.rmSync(dataDir, { recursive: true, force: true });
});

test("keeps the bin at the start when the last activity was over a month ago, because the clock may be wrong", async () => {
  const dataDir = fs.mkdtempSync(join(os.tmpdir(), "blossom-bin-"));
  const ids: string[] = [];
  {
    await using app = await openApp({ dataDir });
    for (const text of ["一", "二"]) ids.push((await app.send(text)).conversationId!);
    for (const id of ids) await app.json("DELETE", `/api/conversations/${id}`);
  }
  {
    using db = new Database(join(dataDir, "blossom.db"), { strict: true });
    const jump = 40 * 24 * 60 * 60_000;
    db.run("UPDATE conversations SET updated_at = updated_at - ?1, deleted_at = deleted_at - ?1", [jump]);
    db.run("UPDATE contacts SET last_at = last_at - ?", [jump]);
    db.run("INSERT INTO sentences (language, text) VALUES ('ja', 'an orphan, deleted after the bin was looked at')");
  }
  await using app = await openApp({ dataDir });
  using db = new Database(join(dataDir, "blossom.db"), { readonly: true });
  const orphan = db.query("SELECT 1 FROM sentences WHERE text LIKE 'an orphan%'");
  while (orphan.get() !== null) await app.request("GET", "/api/health");
  expect((await bin(app)).map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  await app.stop();
  fs.rmSync(dataDir, { recursive: true, force: true });
});

test("overwrites at the start the orphaned rows that it deletes", async () => {
  const dataDir = fs.mkdtempSync(join(os.tmpdir(), "blossom-bin-"));
  await (await openApp({ dataDir })).stop();
  const path = join(dataDir, "blossom.db");
  {
    using db = new Database(path, { strict: true });
    db.run("INSERT INTO sentences (language, text) VALUES ('ja', ?)", [secret]);
  }
  await using app = await openApp({ dataDir });
  using db = new Database(path, { readonly: true });
  const isLeft = db.query("SELECT 1 FROM sentences UNION ALL SELECT 1 FROM space_to_reclaim");
  while (isLeft.all().length > 0) await app.request("GET", "/api/health");
  expect(filesWith(dataDir, secret)).toEqual([]);
  await app.stop();
  fs.rmSync(dataDir, { recursive: true, force: true });
});

test("reports an error and keeps working when a full disk stops it from ending an answer and deleting its conversation", async () => {
  const upstream = await startUpstream({ protocol: "ollama", script: { pieces: ["は"], silentAfter: 1 } });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const { conversationId, generationId } = await app.send("一");
  {
    using db = new Database(join(app.dataDir, "blossom.db"), { strict: true });
    const full = "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END";
    db.run(`CREATE TRIGGER full_1 BEFORE UPDATE ON generations ${full}`);
    db.run(`CREATE TRIGGER full_2 BEFORE UPDATE ON conversations ${full}`);
  }
  expect(await status(app, "DELETE", `/api/conversations/${conversationId}`, {})).toBeGreaterThanOrEqual(500);
  expect(await status(app, "GET", "/api/health")).toBe(200);
  expect(await status(app, "GET", `/api/generations/${generationId}`)).toBe(200);
  await upstream.close();
});
