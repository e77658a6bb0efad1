import { Database } from "bun:sqlite";
import fs from "node:fs";
import { connect } from "node:net";
import os from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "bun:test";
import { parse } from "csv-parse/sync";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import type { Backup, DataState, ImportPreview } from "#shared/data.ts";
import type { Saved } from "#shared/words/words.ts";
import { createSweeper } from "#server/pictures/sweep.ts";
import type { ReviewQueue } from "#shared/review/review.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { startUpstream, type Upstream } from "#test/upstream/start-upstream.ts";

let upstream: Upstream;
let app: OpenApp;
let folder: string;
beforeEach(async () => {
  upstream = await startUpstream({ protocol: "ollama", script: () => ({ text: "はい、**そう**です。" }) });
  folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-data-"));
  app = await openApp({ dataDir: folder, provider: { type: "ollama", url: upstream.url } });
});
afterEach(async () => {
  await app.stop();
  await upstream[Symbol.asyncDispose]();
  fs.rmSync(folder, { recursive: true, force: true });
});

const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==";
async function say(text: string, more = {}) {
  const { generationId, ...sent } = await app.send(text, more);
  await app.events(generationId);
  return sent;
}
const otherPicture = fs.readFileSync("test/pictures/baseline.jpg").toString("base64");
/** What housekeeping does after each start: pictures that no row refers to are deleted. */
async function sweep() {
  using db = new Database(join(folder, "blossom.db"), { strict: true });
  await createSweeper(folder, db).sweep(Date.now() + 1);
}
const compare = (one: string, other: string) => one.localeCompare(other);
/** What the learner wrote first in each conversation. */
async function titles() {
  const { conversations } = await app.list();
  const read = conversations.map(async ({ id }) => (await app.conversation(id)).messages[0]);
  return (await Promise.all(read))
    .map((message) => (message && "text" in message ? message.text : ""))
    .toSorted(compare);
}
const state = () => app.json<DataState>("GET", "/api/data");
const done = { success: true };
async function exportAll(): Promise<Uint8Array<ArrayBuffer>> {
  const { name, bytes } = await app.json<{ name: string; bytes: number }>("POST", "/api/data/export");
  const response = await app.request("GET", `/api/data/export/${name}`);
  expect(response.headers.get("content-disposition")).toBe(`attachment; filename="${name}"`);
  const zip = new Uint8Array(await response.arrayBuffer());
  expect(zip.length).toBe(bytes);
  return zip;
}
const upload = (zip: Uint8Array<ArrayBuffer>) =>
  fetch(`${app.url}/api/data/imports`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: zip,
  });
const preview = async (zip: Uint8Array<ArrayBuffer>): Promise<ImportPreview> => {
  const response = await upload(zip);
  if (!response.ok) throw new Error(await response.text());
  return response.json() as Promise<ImportPreview>;
};
/** Everything in the data folder but what changes by itself. */
const fingerprint = async () => [await titles(), (await state()).counts, fs.readdirSync(folder).toSorted(compare)];

test("an export has everything, a folder of text for people, and no key; it brings everything back on another computer", async () => {
  fs.writeFileSync(join(folder, "secrets.json"), JSON.stringify({ planted: "sk-ant-planted" }));
  const { conversationId } = await say("写真です", { images: [pixel] });
  const place = { kind: "text", ref: "" };
  const flower = { lemma: "花", reading: "はな", meaning: "=1+1", notes: 'a "flower",\nred' };
  await app.json("POST", "/api/words", {
    language: "ja",
    ...flower,
    context: { text: "花が咲く。", start: 0, end: 1, place },
  });
  const { cards } = await app.json<ReviewQueue>("GET", "/api/review?language=ja&zone=UTC");
  const grade = { key: "first", version: cards[0]!.version, grade: 3, tookMs: 900, zone: "UTC" };
  await app.json("POST", `/api/review/${cards[0]!.id}`, grade);
  await app.json("PUT", "/api/settings", { learningLanguage: "ja", theme: "dark" });
  const zip = await exportAll();
  const files = unzipSync(zip);
  expect(Object.keys(files)[0]).toBe("manifest.json");
  const chat = strFromU8(files["readable/chats/00001.md"]!);
  expect(chat).toContain("> 写真です");
  expect(chat).toContain("はい、**そう**です。");
  const table = (name: string) => parse(strFromU8(files[`readable/${name}.csv`]!), { bom: true, columns: true });
  expect(table("words")).toMatchObject([
    { language: "ja", word: "花", reading: "はな", meaning: "'=1+1", status: "learning", sentence: "花が咲く。" },
  ]);
  expect(table("words")).toMatchObject([{ notes: 'a "flower",\nred' }]);
  expect(table("reviews")).toMatchObject([{ language: "ja", word: "花", asked: "recognise", grade: "good" }]);
  for (const bytes of Object.values(files)) expect(strFromU8(bytes, true)).not.toContain("planted");

  const other = fs.mkdtempSync(join(os.tmpdir(), "blossom-data-"));
  await app.stop();
  app = await openApp({ dataDir: other });
  const before = await app.json<object>("GET", "/api/llm/settings");
  const { id, counts, version } = await preview(zip);
  expect(counts).toMatchObject({ conversations: 1, messages: 2 });
  expect(version).not.toBe("");
  expect((await app.list()).total).toBe(0); // nothing changes before the learner's yes
  expect(await app.json<object>("POST", `/api/data/imports/${id}`)).toEqual(done);
  expect((await app.list()).conversations.map((each): string | null => each.id)).toEqual([conversationId]);
  const { messages } = await app.conversation(conversationId ?? "");
  const [image] = messages.flatMap((message) => ("images" in message ? message.images : []));
  expect((await app.request("GET", `/api/images/${image!.id}`)).status).toBe(200);
  expect(await app.json<object>("GET", "/api/settings")).toMatchObject({ learningLanguage: "ja", theme: "dark" });
  // where answers come from belongs to the computer
  expect(await app.json<object>("GET", "/api/llm/settings")).toEqual(before);
  fs.rmSync(other, { recursive: true, force: true });
});

test("no key is in an export or a backup, and an import takes none away (T45)", async () => {
  const keys = { anthropic: "sk-ant-planted-0001", anki: "anki-planted-0002", openai: "sk-planted-0003" };
  await app.json("PUT", "/api/llm/keys", { provider: "anthropic", key: keys.anthropic });
  await app.json("PUT", "/api/anki/key", { key: keys.anki });
  await app.stop();
  app = await openApp({ dataDir: folder, environment: { OPENAI_API_KEY: keys.openai } });
  await say("大切");
  const backup = await app.json<Backup>("POST", "/api/data/backups");
  const zip = await exportAll();
  const files = Object.values(unzipSync(zip)).map((bytes) => strFromU8(bytes, true));
  files.push(fs.readFileSync(join(folder, "backups", `${backup.id}.db`), "latin1"));
  for (const key of Object.values(keys)) expect(files.filter((text) => text.includes(key))).toEqual([]);
  const { id } = await preview(zip);
  await app.json("POST", `/api/data/imports/${id}`);
  expect(await app.json<object>("GET", "/api/anki/settings")).toMatchObject({ key: { set: true, preview: "…0002" } });
});

test("an export of everything leaves a finished export of words alone", async () => {
  await app.json("POST", "/api/words", { language: "ja", lemma: "花", reading: "はな" });
  const { id } = await app.json<{ id: string }>("POST", "/api/word-exports", { format: "csv" });
  await exportAll();
  expect((await app.request("GET", `/api/word-exports/${id}`)).status).toBe(200);
});

test("an import keeps what was there as a backup with its pictures, and the backup brings it back", async () => {
  await say("一つ目");
  const zip = await exportAll();
  await say("二つ目");
  const { id } = await preview(zip);
  await app.json("POST", `/api/data/imports/${id}`);
  expect(await titles()).toEqual(["一つ目"]);
  const [backup] = (await state()).backups;
  expect(backup).toMatchObject({ kind: "before-import" });
  await say("三つ目");
  expect(await app.json<object>("POST", `/api/data/backups/${backup!.id}/restore`)).toEqual(done);
  expect(await titles()).toEqual(["一つ目", "二つ目"]);
  expect((await state()).backups.map(({ kind }) => kind)).toEqual(["before-restore", "before-import"]);
  // the second yes to the same import finds nothing
  expect((await app.request("POST", `/api/data/imports/${id}`)).status).toBe(404);
});

test("a backup is a whole database, made while answers are written, and restoring it leaves pictures where they are (F49)", async () => {
  await say("一つ目");
  const writing = say("書いている間");
  const backup = await app.json<Backup>("POST", "/api/data/backups");
  await writing;
  expect(backup).toMatchObject({ kind: "manual", hasPictures: false });
  using db = new Database(join(folder, "backups", `${backup.id}.db`), { readonly: true });
  expect(db.query("PRAGMA integrity_check").get()).toEqual({ integrity_check: "ok" });
  await say("後で");
  await app.json("POST", `/api/data/backups/${backup.id}/restore`);
  expect(await titles()).not.toContain("後で");
  expect(await titles()).toContain("一つ目");
  await app.json("DELETE", `/api/data/backups/${backup.id}`);
  expect((await state()).backups.map(({ kind }) => kind)).toEqual(["before-restore"]);
  for (const id of [backup.id, "..%2Fblossom", "manual-x", "automatic-20261127T092000000Z"])
    expect((await app.request("POST", `/api/data/backups/${id}/restore`)).status).toBe(404);
});

test("a backup fails with a reason and leaves no file when its copy is damaged (F49)", async () => {
  using db = new Database(join(folder, "blossom.db"));
  db.run("PRAGMA foreign_keys = OFF");
  db.run("INSERT INTO anki_queue (word_id, is_allowed_twice) VALUES ('nobody', 0)");
  const response = await app.request("POST", "/api/data/backups");
  expect(response.status).toBe(507);
  expect(await response.json()).toMatchObject({ error: { code: "storage_failed", reason: "damaged" } });
  expect(fs.readdirSync(join(folder, "backups"))).toEqual([]);
});

test("a restore does not wait for the jobs that wait for it", async () => {
  await app.stop();
  app = await openApp({ dataDir: folder, config: { drainMs: 60_000 } });
  const { id } = await app.json<Backup>("POST", "/api/data/backups");
  const restore = () => app.request("POST", `/api/data/backups/${id}/restore`);
  const responses = await Promise.all([restore(), restore(), app.request("POST", "/api/data/export")]);
  expect(responses.map(({ status }) => status)).toEqual([200, 503, 503]);
});

test("every picture is there after a restore, after its undo, and after a restore of a backup from before an import", async () => {
  const empty = await exportAll();
  const seen = async (conversationId: string | null | undefined) => {
    const { messages } = await app.conversation(conversationId ?? "");
    const [image] = messages.flatMap((message) => ("images" in message ? message.images : []));
    return (await app.request("GET", `/api/images/${image!.id}`)).status;
  };
  const restore = (id: string) => app.json<object>("POST", `/api/data/backups/${id}/restore`);
  const first = await say("一枚目", { images: [pixel] });
  const backup = await app.json<Backup>("POST", "/api/data/backups");
  const second = await say("二枚目", { images: [otherPicture] });
  await restore(backup.id);
  expect(await seen(first.conversationId)).toBe(200);
  await sweep();
  const { bytes, backups } = await state();
  expect(bytes.backups).toBeLessThan(backups.reduce((sum, each) => sum + each.bytes, 0)); // the first picture is there once
  await restore((await state()).backups.find(({ kind }) => kind === "before-restore")!.id);
  expect([await seen(first.conversationId), await seen(second.conversationId)]).toEqual([200, 200]);
  const { id } = await preview(empty);
  await app.json("POST", `/api/data/imports/${id}`);
  await restore(backup.id); // its pictures were moved aside by the import
  expect(await seen(first.conversationId)).toBe(200);
});

test("a backup is made on each day on which there is something to lose, unless the learner turned that off", async () => {
  const kindsAfterStart = async () => {
    await app.stop();
    app = await openApp({ dataDir: folder, config: { firstBackupMs: 0 } });
    await new Promise((resolve) => setTimeout(resolve)); // the timer of the backup was set first
    await app.json("DELETE", "/api/data/imports/none"); // one thing is done at a time, so this waits for it
    return (await state()).backups.map(({ kind }) => kind);
  };
  expect(await kindsAfterStart()).toEqual([]);
  await say("ある日");
  await app.json("PUT", "/api/settings", { automaticBackups: false });
  expect(await kindsAfterStart()).toEqual([]);
  await app.json("PUT", "/api/settings", { automaticBackups: true });
  expect(await kindsAfterStart()).toEqual(["automatic"]);
  expect(await kindsAfterStart()).toEqual(["automatic"]); // once a day
});

test("deleting everything needs the words, keeps models and a backup, and leaves nothing when backups go, too (T36)", async () => {
  await say("秘密の言葉");
  const refused = [{}, { confirmation: "yes", backups: true }, { confirmation: "delete everything" }];
  for (const body of refused) expect((await app.request("DELETE", "/api/data", body)).status).toBe(400);
  expect(await titles()).toEqual(["秘密の言葉"]);
  const mine = [
    join(folder, "notes of the learner.txt"),
    join(folder, "images", "holiday.jpg"),
    join(folder, "sounds", "song.mp3"),
  ];
  for (const file of mine) fs.mkdirSync(dirname(file), { recursive: true });
  for (const file of mine) fs.writeFileSync(file, "mine");
  await app.json("DELETE", "/api/data", { confirmation: "delete everything", backups: false });
  expect((await app.list()).total).toBe(0);
  expect(await app.json<object>("GET", "/api/llm/settings")).toMatchObject({ provider: "ollama" });
  const [backup] = (await state()).backups;
  await app.json("POST", `/api/data/backups/${backup!.id}/restore`);
  expect(await titles()).toEqual(["秘密の言葉"]);
  fs.writeFileSync(join(folder, "blossom.db.v1.bak"), "秘密の言葉"); // from before an upgrade
  await app.json("DELETE", "/api/data", { confirmation: "delete everything", backups: true });
  expect((await state()).backups).toEqual([]);
  expect(mine.map((file) => fs.readFileSync(file, "utf8"))).toEqual(["mine", "mine", "mine"]);
  const left = fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .filter((entry) => fs.readFileSync(join(entry.parentPath, entry.name)).includes("秘密の言葉"));
  expect(left).toEqual([]);
});

test("a broken file changes nothing and is refused in words", async () => {
  await say("大切");
  const zip = await exportAll();
  const before = await fingerprint();
  for (const [code, bytes] of [
    ["not_an_export", strToU8("no zip at all")],
    ["damaged_export", zip.slice(0, zip.length - 2_000)],
  ] as const) {
    const response = await upload(new Uint8Array(bytes));
    const { error } = (await response.json()) as { error: { code: string } };
    expect([error.code, response.status]).toEqual([code, 400]);
    expect(await fingerprint()).toEqual(before);
  }
  expect((await app.request("POST", "/api/data/imports/none")).status).toBe(404);
});

test("an export may be as large as a zip can be: the server reads what the route allows", async () => {
  const { port, hostname } = new URL(app.url);
  const answer = Promise.withResolvers<string>();
  const socket = connect(Number(port), hostname, () =>
    socket.write(
      `POST /api/data/imports HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-type: text/plain\r\ncontent-length: 3900000000\r\n\r\n`,
    ),
  );
  socket.once("data", (bytes) => answer.resolve(bytes.toString()));
  expect(await answer.promise).toStartWith("HTTP/1.1 415 "); // refused for its type, not for its size
  socket.destroy();
});

test("what an import says of servers, programs and keys is not taken (T35)", async () => {
  await say("一つ目");
  const { word } = await app.json<Saved>("POST", "/api/words", { language: "ja", lemma: "花", reading: "はな" });
  await app.json("PUT", "/api/settings", { youtube: "off" });
  await app.json("PUT", "/api/settings", { automaticBackups: true });
  const files = unzipSync(await exportAll());
  const path = join(folder, "planted.db");
  fs.writeFileSync(path, files["blossom.db"]!);
  const db = new Database(path);
  db.run("UPDATE llm_provider_settings SET base_url = 'http://192.0.2.9:11434'");
  db.run("UPDATE llm_settings SET provider = 'openai-compatible'");
  db.query("INSERT INTO anki_queue (word_id, is_allowed_twice) VALUES (?, 0)").run(word.id);
  db.run(
    `UPDATE settings SET value = '{"ytDlpPath":"/tmp/yt-dlp","youtube":"tools","automaticBackups":false,"theme":"dark"}'`,
  );
  db.close();
  const { id } = await preview(
    zipSync({ ...files, "blossom.db": new Uint8Array(fs.readFileSync(path)) }) as Uint8Array<ArrayBuffer>,
  );
  await app.json("POST", `/api/data/imports/${id}`);
  expect(await app.json<object>("GET", "/api/settings")).toMatchObject({
    youtube: "off",
    ytDlpPath: null,
    automaticBackups: true,
    theme: "dark",
  });
  expect(JSON.stringify(await app.json("GET", "/api/llm/settings"))).not.toContain("192.0.2.9");
  expect(await app.json<object>("GET", "/api/anki/queue")).toEqual({ waiting: 0, failed: [] }); // nobody asked for it here
});
