import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { expect, test } from "bun:test";
import { emptyAnswer } from "#shared/apply-generation-event.ts";
import { deleteOrphans, purgeConversation } from "./bin.ts";
import { saveCard } from "./cards.ts";
import { deleteConversation, insertConversation } from "./conversations.ts";
import { closeGeneration, insertEvent, insertGeneration } from "./generations.ts";
import { insertMessage } from "./messages.ts";
import { closeDatabase, openDatabase } from "./open.ts";
import { createReclaimer } from "./reclaim.ts";

type Db = ReturnType<typeof openDatabase>;

/** A conversation whose texts contain `secret-<n>-`, of a length that varies, so that pages divide and merge. */
function fill(db: Db, n: number) {
  const secret = (what: string) => `secret-${n}-${what} ${"猫".repeat((n * 37) % 400)}`;
  const [id, question, reply, generation] = [`c${n}`, `q${n}`, `r${n}`, `g${n}`];
  insertConversation(db, id, "ja", n);
  const message = { conversationId: id, language: "ja" as const, createdAt: n };
  insertMessage(db, { ...message, id: question, role: "learner", text: secret("asked") });
  insertMessage(db, { ...message, id: reply, role: "tutor", text: "" });
  const appearance = { kind: "message", ref: question } as const;
  const row = { id: generation, messageId: reply, appearance, explanationLanguage: "en", now: n };
  insertGeneration(db, { ...row, task: "reply" });
  const text = secret("answered");
  for (const [index, piece] of [...(text.match(/.{1,3}/gsu) ?? [])].entries())
    insertEvent(db, generation, index + 1, JSON.stringify({ type: "text", text: piece }));
  const card = {
    language: "ja" as const,
    text: secret("card"),
    at: 0,
    translation: "",
    words: [],
    joins: [],
    note: "",
  };
  saveCard(db, { id: generation, task: "reply" }, { id: `${generation}#0`, card }, n);
  closeGeneration(db, generation, { ...emptyAnswer("ja"), text, outcome: "complete" }, n);
}

/** A database file with this many conversations. `purge` deletes some of them for good, in another order. */
function openFilled(size: number) {
  const folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-purge-"));
  const path = join(folder, "blossom.db");
  const db = openDatabase(path);
  const all = Array.from({ length: size }, (_, n) => n);
  for (const n of all) fill(db, n);
  const reclaimer = createReclaimer(db);
  return {
    db,
    path,
    reclaimer,
    purge(isPurged: (n: number) => boolean) {
      for (const n of all.filter(isPurged).toSorted((a, b) => ((a * 61) % size) - ((b * 61) % size))) {
        deleteConversation(db, `c${n}`, n);
        expect(purgeConversation(db, `c${n}`)).toEqual([]);
      }
    },
    isMarked: () => db.query("SELECT 1 FROM space_to_reclaim").get() !== null,
    /** The numbers of the conversations whose text is still in the file. */
    found() {
      const bytes = fs.readFileSync(path);
      return all.filter((n) => bytes.includes(`secret-${n}-`));
    },
    kept: (isPurged: (n: number) => boolean) => all.filter((n) => !isPurged(n)),
    async [Symbol.asyncDispose]() {
      await reclaimer.close();
      closeDatabase(db);
      fs.rmSync(folder, { recursive: true });
    },
  };
}
const isThird = (n: number) => n % 3 === 1;

test("leaves no text of purged conversations in the file, and keeps the text of all others", async () => {
  await using opened = openFilled(400);
  const { db, path } = opened;
  const isPurged = (n: number) => n % 7 !== 0 && n % 11 !== 3;
  opened.purge(isPurged);
  await opened.reclaimer.reclaim();
  expect(opened.found()).toEqual(opened.kept(isPurged));
  const log = fs.readFileSync(`${path}-wal`);
  expect(log.length).toBeLessThan(10_000);
  expect(log.includes("secret-")).toBe(false);
  expect(db.query("PRAGMA integrity_check").all()).toEqual([{ integrity_check: "ok" }]);
});

test("leaves no purged text in the file when others read and write while the space is reclaimed", async () => {
  await using opened = openFilled(800);
  const { db } = opened;
  opened.purge(isThird);
  let isRunning = true;
  const first = opened.reclaimer.reclaim().finally(() => (isRunning = false));
  let count = 0;
  for (; isRunning; count += 1) {
    db.query("SELECT sum(length(text)) FROM messages").get();
    db.run("UPDATE messages SET created_at = created_at + 1");
    db.run("UPDATE generations SET seq = seq + 1");
    db.run("UPDATE appearances SET position = position");
    db.run("UPDATE sentences SET language = language");
    await new Promise(setImmediate);
  }
  expect(count).toBeGreaterThan(2);
  await first;
  db.run("UPDATE messages SET created_at = created_at + 1");
  db.run("PRAGMA wal_checkpoint(TRUNCATE)");
  expect(opened.isMarked()).toBe(false);
  expect(opened.found()).toEqual(opened.kept(isThird));
});

test("overwrites in one more run everything that is purged while the space of an earlier purge is being reclaimed", async () => {
  await using opened = openFilled(400);
  const { reclaimer } = opened;
  opened.purge((n) => n === 0);
  const first = reclaimer.reclaim();
  await new Promise(setImmediate); // it has begun
  opened.purge(isThird);
  const second = reclaimer.reclaim();
  expect(reclaimer.reclaim()).toBe(second);
  await first;
  expect(opened.isMarked()).toBe(true);
  await second;
  expect(opened.isMarked()).toBe(false);
  expect(opened.found()).toEqual(opened.kept((n) => n === 0 || isThird(n)));
});

test("deletes rows that nothing refers to, and no other", () => {
  const db = openDatabase(":memory:");
  for (let n = 0; n < 5; n += 1) fill(db, n);
  const count = (table: string) => db.query(`SELECT 1 FROM ${table}`).all().length;
  const counts = () => ["generations", "appearances", "sentences", "cards"].map(count);
  const whole = counts();
  db.run("INSERT INTO sentences (language, text) VALUES ('ja', 'nowhere')");
  db.run("INSERT INTO sentences (language, text) VALUES ('ja', 'without a card')");
  db.run(
    "INSERT INTO appearances (sentence_id, kind, ref, position) VALUES (last_insert_rowid(), 'message', 'gone', 0)",
  );
  const appearance = { kind: "message", ref: "gone" } as const;
  const separate = { messageId: null, appearance, explanationLanguage: "en", now: 1, task: "explain" } as const;
  insertGeneration(db, { ...separate, id: "g" });
  closeGeneration(db, "g", { ...emptyAnswer("ja"), outcome: "complete" }, 1);
  insertGeneration(db, { ...separate, id: "text", appearance: { kind: "text", ref: "text" } }); // typed for one card
  closeGeneration(db, "text", { ...emptyAnswer("ja"), outcome: "complete" }, 1);
  expect([...deleteOrphans(db)].reduce((sum, deleted) => sum + deleted, 0)).toBe(4);
  expect(counts()).toEqual([whole[0]! + 1, ...whole.slice(1)]);
  db.close();
});
