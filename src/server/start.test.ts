import { Database } from "bun:sqlite";
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "bun:test";
import { openApp } from "#test/open-app.ts";
import { spawnApp } from "#test/spawn-app.ts";
import { readConfig } from "./config.ts";
import { startBlossom } from "./start.ts";

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-start-"));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const start = (environment: Record<string, string> = {}, pageDir?: string) =>
  startBlossom(readConfig({ PORT: "0", BLOSSOM_DIR: join(folder, "data"), ...environment }), pageDir);

test.each(["{ broken", "", "null", "[]"])(
  "moves a damaged secrets.json aside and accepts new keys: %p",
  async (text) => {
    fs.writeFileSync(join(folder, "secrets.json"), text);
    await using app = await openApp({ dataDir: folder });
    expect((await app.request("GET", "/api/status")).status).toBe(200);
    expect(fs.readFileSync(join(folder, "secrets.json.bad"), "utf8")).toBe(text);
    const saved = await app.json("PUT", "/api/llm/keys", { provider: "anthropic", key: "sk-ant-new-key-9876" });
    expect(saved).toMatchObject({ key: { set: true, preview: "…9876" } });
  },
);

const putDatabase = (write: (db: Database) => void) => {
  using db = new Database(join(folder, "data", "blossom.db"), { create: true });
  write(db);
};

test.each([
  [
    "a corrupt database file",
    () => fs.writeFileSync(join(folder, "data", "blossom.db"), "x".repeat(5_000)),
    /blossom\.db cannot be read/,
  ],
  [
    "an empty database file",
    () => fs.writeFileSync(join(folder, "data", "blossom.db"), ""),
    /blossom\.db is empty \(0 bytes\)\. Put a copy in its place, or move it away/,
  ],
  [
    "an empty database file, with copies beside it",
    () => {
      for (const name of ["blossom.db", "blossom.db.v1.bak", "blossom-before-redesign.db", "other.db"])
        fs.writeFileSync(join(folder, "data", name), "");
    },
    /\(there is blossom-before-redesign\.db, blossom\.db\.v1\.bak\)/,
  ],
  [
    "another program's database",
    () => putDatabase((db) => db.run("CREATE TABLE moz_places (id)")),
    /blossom\.db is a database of another program/,
  ],
  [
    "another program's database with the same names of tables",
    () =>
      putDatabase((db) => {
        db.run("PRAGMA application_id = 7");
        for (const name of ["conversations", "generations"]) db.run(`CREATE TABLE ${name} (id)`);
      }),
    /blossom\.db is a database of another program/,
  ],
  ["a database without tables", () => putDatabase((db) => db.run("PRAGMA user_version = 1")), /or an empty one/],
  [
    "a folder in the place of the database",
    () => fs.mkdirSync(join(folder, "data", "blossom.db")),
    /blossom\.db cannot be opened\..*SQLITE_CANTOPEN.*BLOSSOM_DIR/,
  ],
  [
    "a corrupt lock file",
    () => fs.writeFileSync(join(folder, "data", "instance.lock"), "x".repeat(5_000)),
    /cannot be written/,
  ],
  [
    "a file where the folder should be",
    () => (fs.rmdirSync(join(folder, "data")), fs.writeFileSync(join(folder, "data"), "")),
    /cannot be created/,
  ],
])("refuses to start with a helpful message: %s", (_name, damage, words) => {
  fs.mkdirSync(join(folder, "data"));
  damage();
  const path = join(folder, "data", "blossom.db");
  const bytes = () => (fs.existsSync(path) && fs.statSync(path).isFile() ? fs.readFileSync(path) : null);
  const before = bytes();
  expect(() => start()).toThrow(words);
  expect(bytes()).toEqual(before);
});

test("keeps the pictures of earlier chats and reports it when their database is gone", async () => {
  const data = join(folder, "data");
  fs.mkdirSync(join(data, "images"), { recursive: true });
  const name = `${crypto.randomUUID()}.jpg`;
  const start = async () => {
    const app = await spawnApp({ BLOSSOM_DIR: data });
    await app.kill("SIGTERM");
    return app.output();
  };
  fs.writeFileSync(join(data, "images", name), "x");
  fs.utimesSync(join(data, "images", name), new Date(0), new Date(0));
  expect(await start()).toMatch(/blossom\.db is missing, but images has pictures .* put blossom\.db and images back\./);
  expect(await start()).not.toContain("missing");
  expect(fs.readdirSync(join(data, "images-without-database"))).toEqual([name]);
}, 30_000);

test("keeps the installed dictionaries when the database is gone", async () => {
  const data = join(folder, "data");
  fs.mkdirSync(join(data, "dictionaries"), { recursive: true });
  const name = "jmdict-0a1b2c3d.sqlite";
  fs.writeFileSync(join(data, "dictionaries", name), "x");
  await start().stop();
  await start().stop();
  expect(fs.readdirSync(join(data, "dictionaries-without-database"))).toEqual([name]);
});

test("starts with an empty database beside the log of one that was deleted, and keeps the log", async () => {
  const log = join(folder, "blossom.db-wal");
  const kept = `${log}-without-database`;
  let bytes: Buffer;
  {
    await using app = await openApp({ dataDir: folder });
    await app.send("hello");
    bytes = fs.readFileSync(log); // as kill -9 leaves it
  }
  fs.rmSync(join(folder, "blossom.db"));
  fs.writeFileSync(log, bytes);
  fs.writeFileSync(join(folder, "blossom.db-shm"), "index");
  for (let count = 0; count < 2; count++) {
    await using app = await openApp({ dataDir: folder });
    expect(await app.json<object>("GET", "/api/conversations")).toMatchObject({
      conversations: [],
      next: null,
      total: 0,
    });
  }
  expect(fs.readFileSync(kept).equals(bytes)).toBe(true);
  expect(fs.readFileSync(join(folder, "blossom.db-shm-without-database"), "utf8")).toBe("index");
});

test("leaves nothing half-made behind when the first start was interrupted", async () => {
  fs.mkdirSync(join(folder, "data"));
  fs.writeFileSync(join(folder, "data", "blossom.db.new"), "half");
  await start().stop();
  expect(fs.readdirSync(join(folder, "data")).filter((name) => name.endsWith(".new"))).toEqual([]);
});

test.each([[["instance.lock"]], [["instance.lock", "instance.json"]]])(
  "refuses a second Blossom when somebody deleted the lock of the first: %p (F44)",
  async (names) => {
    await using app = await openApp({ dataDir: join(folder, "data") });
    await app.send("hello");
    for (const name of names) fs.rmSync(join(folder, "data", name));
    expect(() => start()).toThrow(/already runs on/);
    expect((await app.request("GET", "/api/conversations")).status).toBe(200);
  },
);

test("refuses a second Blossom when somebody replaced the lock of the first by an empty file", async () => {
  await using _app = await openApp({ dataDir: join(folder, "data") });
  const lock = join(folder, "data", "instance.lock");
  fs.rmSync(lock);
  fs.writeFileSync(lock, "");
  expect(() => start()).toThrow(/already runs on/);
});

test("starts again after its lock was deleted while it did not run, also beside a database browser", async () => {
  await start().stop();
  using browser = new Database(join(folder, "data", "blossom.db"), { readonly: true });
  await start().stop();
  expect(browser.query("SELECT count(*) AS count FROM conversations").get()).toEqual({ count: 0 });
  browser.close();
  fs.rmSync(join(folder, "data", "instance.lock"));
  await start().stop();
});

test("makes all of its files private, also in a folder that everybody may read", async () => {
  const data = join(folder, "data");
  await start().stop();
  fs.mkdirSync(join(data, "images"));
  for (const [name, mode] of [
    ["", 0o755],
    ["images", 0o755],
    ["dictionaries", 0o777],
    ["blossom.db", 0o644],
    ["instance.lock", 0o666],
  ] as const)
    fs.chmodSync(join(data, name), mode);
  for (const name of ["secrets.json.bad", "blossom.db.v1.bak", "notes.txt"]) {
    fs.writeFileSync(join(data, name), "x");
    fs.chmodSync(join(data, name), 0o644);
  }
  const blossom = start();
  const modes = Object.fromEntries(
    fs.readdirSync(data).map((name) => [name, (fs.statSync(join(data, name)).mode & 0o777).toString(8)]),
  );
  await blossom.stop();
  const { "notes.txt": foreign, ...own } = modes;
  expect(foreign).toBe("644"); // not ours
  for (const [name, mode] of Object.entries(own)) expect([name, mode]).toEqual([name, /\./.test(name) ? "600" : "700"]);
  expect(Object.keys(own)).toContain("blossom.db-wal");
});

test("writes only private files when the process lets everybody read new ones", async () => {
  const data = join(folder, "data");
  fs.mkdirSync(data);
  fs.chmodSync(data, 0o755);
  const app = await spawnApp({ BLOSSOM_DIR: data, HOME: folder }, undefined, "umask 000");
  const picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  const headers = { "content-type": "application/json", prefer: "respond-async" };
  const body = JSON.stringify({ text: "猫", images: [picture] });
  expect((await fetch(`${app.url}/api/chat`, { method: "POST", headers, body })).status).toBe(202);
  const open = fs
    .readdirSync(data, { recursive: true, encoding: "utf8" })
    .filter((name) => (fs.statSync(join(data, name)).mode & 0o077) !== 0);
  await app.kill("SIGTERM");
  expect(open).toEqual([]);
  expect(fs.readdirSync(join(data, "images"))).toHaveLength(1);
}, 30_000);

test("refuses to start when the page is not built", () => {
  expect(() => start({}, join(folder, "nowhere"))).toThrow(/not built.*npm start/);
  expect(() => start({}, join(folder, "nowhere"))).toThrow(/not built/); // the first attempt left no lock behind
});

test.each(["abc", "-1", "70000", "0x10", "3000.5"])("refuses an invalid PORT with a message: %s", (port) => {
  expect(() => readConfig({ PORT: port })).toThrow(/PORT must be a number/);
});
test.each([
  [undefined, ".blossom"],
  ["~", ""],
  ["~/learning 日本語", "learning 日本語"],
  [" ~/x/../y/ ", "y"],
])("finds the data folder in the home folder for BLOSSOM_DIR=%p", (dir, inHome) => {
  expect(readConfig({ BLOSSOM_DIR: dir }).dataDir).toBe(join(os.homedir(), inHome).replace(/\/$/, ""));
});
test.each(["~other/blossom", "~x", "a\0b"])("refuses a data folder that it cannot find: %p", (dir) => {
  expect(() => readConfig({ BLOSSOM_DIR: dir })).toThrow("BLOSSOM_DIR must be a path");
});
test("keeps a tilde elsewhere in the path of the data folder", () => {
  expect(readConfig({ BLOSSOM_DIR: "/x/~/y~" }).dataDir).toBe("/x/~/y~");
});
test.each([undefined, "", "  "])("uses port 3000 when PORT is %p", (port) => {
  expect(readConfig({ PORT: port }).port).toBe(3000);
});

test("closes an answer whose end could not be stored when it is next read", async () => {
  await using app = await openApp({ dataDir: folder });
  const { conversationId, generationId } = await app.send("hello");
  const stored = (await app.events(generationId)).filter(({ type }) => type !== "end");
  using db = new Database(join(folder, "blossom.db"));
  const insert = db.query("INSERT INTO generation_events (generation_id, seq, event) VALUES (?, ?, ?)");
  // the state after a full disk: the log has no end event, and the generation is open but not running
  const lose = () => {
    db.run("UPDATE generations SET outcome = NULL, text = NULL, log = NULL, seq = NULL");
    db.run("DELETE FROM generation_events");
    for (const [index, event] of stored.entries()) insert.run(generationId, index + 1, JSON.stringify(event));
  };
  lose();
  const { messages, conversation } = await app.conversation(conversationId!);
  expect(messages[1]?.answer?.outcome).toBe("interrupted");
  expect(conversation.id).toBe(conversationId!);
  lose();
  expect(await app.json<object>("POST", `/api/generations/${generationId}/stop`, {})).toEqual({
    outcome: "interrupted",
  });
  lose();
  expect((await app.events(generationId)).at(-1)).toMatchObject({ type: "end", outcome: "interrupted" });
  lose();
  await app.send("again", { conversationId });
});
