import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { openApp } from "#test/open-app.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";
import { openDatabase } from "#server/db/open.ts";
import { createCatalog } from "./catalog.ts";

const url = "http://127.0.0.1:11434";
const day = 24 * 60 * 60_000;

/** A catalog with its own clock; `reopen` gives the catalog after a restart. */
function open() {
  const db = openDatabase(":memory:");
  const clock = { now: 1_000 };
  const reopen = () => createCatalog(db, () => clock.now).at("ollama", url);
  return { db, clock, reopen, known: reopen() };
}

test("keeps what was learned when the server lists the model again", () => {
  const { known, reopen } = open();
  const model = { id: "gemma3:12b", vision: true, contextLength: 131_072, digest: "aaa" };
  known.remember({ models: [model] });
  known.learn("gemma3:12b", { vision: false, contextLength: 8_192 });
  known.remember({ models: [model] });
  expect(known.get("gemma3:12b")).toMatchObject({ vision: false, contextLength: 8_192 });
  expect(reopen().list()).toEqual([{ ...model, vision: false, contextLength: 8_192 }]);
});

test("forgets what was learned when the file of the model changes", () => {
  const { known } = open();
  known.learn("qwen3", { thinking: false }); // before the server listed its models
  known.remember({ models: [{ id: "qwen3:latest", digest: "aaa" }] });
  expect(known.get("Qwen3")?.thinking).toBe(false);
  known.remember({ models: [{ id: "qwen3:latest", digest: "bbb" }] });
  expect(known.get("qwen3")?.thinking).toBeUndefined();
});

test("forgets a learned fact when a server without digests reports another value", () => {
  const { known } = open();
  const list = (contextLength?: number) =>
    known.remember({ models: [{ id: "a", vision: true, ...(contextLength && { contextLength }) }] });
  list(32_768);
  known.learn("a", { contextLength: 4_096 });
  known.learn("a", { vision: false, limit: "max_completion_tokens" });
  list(); // not loaded, so the list lacks its context window
  list(32_768);
  expect(known.get("a")).toEqual({ id: "a", vision: false, contextLength: 4_096 });
  list(65_536);
  expect(known.get("a")).toEqual({ id: "a", vision: false, contextLength: 65_536 });
  expect(known.dialect("a").limit).toBe("max_completion_tokens");
});

test("forgets what was learned when the server has another version", () => {
  const { known } = open();
  known.remember({ version: "0.12.0", isOllama: true });
  known.learn("a", { thinking: false });
  known.remember({ version: "0.12.0" });
  known.remember({ version: "" }); // the learner's own build of the server
  expect([known.get("a")?.thinking, known.isOllama()]).toEqual([false, true]);
  known.remember({ version: "0.13.0" });
  expect([known.get("a"), known.isOllama()]).toEqual([undefined, undefined]);
});

test("does not believe for years what was learned while the clock was years ahead", () => {
  const { known, clock, reopen } = open();
  clock.now += 3_650 * day;
  known.remember({ models: [{ id: "a" }], isOllama: true });
  known.learn("a", { vision: false });
  clock.now -= 3_650 * day;
  expect(reopen().get("a")).toEqual({ id: "a" });
  expect(reopen().isOllama()).toBeUndefined();
});

test("forgets what was learned after 30 days, and at once when asked to check again", () => {
  const { known, clock, reopen } = open();
  known.remember({ models: [{ id: "a" }], isOllama: true });
  known.learn("a", { vision: false });
  clock.now += 29 * day;
  known.learn("a", { thinking: false });
  expect(reopen().get("a")).toEqual({ id: "a", vision: false, thinking: false });
  clock.now += day;
  expect(reopen().get("a")).toEqual({ id: "a", thinking: false });
  expect(reopen().isOllama()).toBeUndefined();
  known.forget();
  expect(reopen().list()).toEqual([{ id: "a" }]);
});

test("keeps one lesson for each fact", () => {
  const { db, known } = open();
  for (let round = 0; round < 50; round += 1) known.learn("a", { contextLength: 1_000 + round });
  known.learn("a", { format: "json" });
  known.learn("A:latest", { format: "none", contextLength: 2_000 });
  expect(known.dialect("a").format).toBe("none");
  const row = db.query<{ knowledge: string }, []>("SELECT knowledge FROM model_catalog").get();
  expect(JSON.parse(row!.knowledge).lessons).toHaveLength(1);
});

test("keeps the protocols of one address apart, and ignores a slash at the end of an address", () => {
  const catalog = createCatalog(openDatabase(":memory:"));
  catalog.at("ollama", url).learn("a", { vision: false });
  expect(catalog.at("openai-compatible", url).get("a")).toBeUndefined();
  expect(catalog.at("ollama", `${url}/`).get("a")?.vision).toBe(false);
});

test("reads all endpoints with one statement, and writes nothing for an unchanged list", () => {
  const db = openDatabase(":memory:");
  for (const port of [1, 2, 3])
    createCatalog(db)
      .at("ollama", `http://127.0.0.1:${port}`)
      .remember({ models: [{ id: "a" }] });
  let statements = 0;
  const counted = new Proxy(db, {
    get(target, name) {
      if (name === "query" || name === "transaction") statements += 1;
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  const catalog = createCatalog(counted);
  for (const port of [1, 2, 3, 4]) catalog.at("ollama", `http://127.0.0.1:${port}`).get("a");
  expect(statements).toBe(1);
  catalog.at("ollama", "http://127.0.0.1:1").remember({ models: [{ id: "a", loaded: true }] });
  expect(statements).toBe(1);
});

test("stores no invalid value from a server, and skips stored rows that it cannot read", () => {
  const { db, known, reopen } = open();
  const odd = { id: "odd", picture: { canvas: 1.5, tokens: 256 } };
  known.remember({ models: [odd, { id: "good" }] });
  expect(reopen().list()).toEqual([{ id: "good" }]);

  const store = (knowledge: string) => db.query("UPDATE model_catalog SET knowledge = ?").run(knowledge);
  const lesson = { model: "good", facts: { vision: false }, listed: {}, at: 1_000 };
  const lessons = [{ ...lesson, facts: { format: "xml" } }, "?", lesson];
  store(JSON.stringify({ models: [{ id: 1 }, { id: "good" }], listedAt: "?", lessons, isOllama: "maybe" }));
  expect(reopen().list()).toEqual([{ id: "good", vision: false }]);
  for (const broken of ["", "[]", "{", "null", '"text"']) {
    store(broken);
    expect([reopen().list(), reopen().listedAt()]).toEqual([[], null]);
  }
});

test("works although nothing can be stored", () => {
  const db = new Database(":memory:", { strict: true });
  db.run("CREATE TABLE model_catalog (provider TEXT, base_url TEXT, knowledge TEXT, updated_at INTEGER)"); // lacks the primary key
  const known = createCatalog(db).at("ollama", url);
  known.learn("a", { vision: false });
  expect(known.get("a")?.vision).toBe(false);
});

test("remembers after a restart which request fields the server refused", async () => {
  const dataDir = fs.mkdtempSync(join(os.tmpdir(), "blossom-catalog-"));
  try {
    const error = "[{'type': 'extra_forbidden', 'loc': ('body', 'stream_options')}]";
    await using upstream = await startUpstream({
      protocol: "openai",
      script: ({ body }) => ("stream_options" in body ? { status: 400, error } : { text: "猫です。" }),
    });
    const provider = { type: "openai-compatible" as const, url: `${upstream.url}/v1`, model: "google/gemma-3-12b" };
    for (const _ of ["first start", "second start"]) {
      await using app = await openApp({ dataDir, provider });
      const { generationId } = await app.send("猫が好きです");
      expect((await app.events(generationId)).at(-1)).toMatchObject({ outcome: "complete" });
    }
    const bodies = upstream.requests.filter(({ path }) => path === "/v1/chat/completions").map(({ body }) => body);
    expect(bodies.filter((body) => "stream_options" in (body as object))).toHaveLength(1);
  } finally {
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
});
