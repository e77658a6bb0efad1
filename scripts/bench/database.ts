import { Database } from "bun:sqlite";
import fs from "node:fs";
import { join } from "node:path";
import { startUpstream } from "#test/upstream/start-upstream.ts";
import { chooseOllama, startApp } from "./app.ts";
import { copyRows, readRows } from "#test/copy-rows.ts";
import { indexAll, searchBytes } from "./index-all.ts";
import { createSentences, makeConversation, scriptTutor, send } from "./make-conversation.ts";
import { type Row, toRow } from "./rows.ts";

const messages = 100_000;
const templates = 6;

/**
 * The size of a database with 100,000 messages beside the size of their text. The app makes some conversations; their rows are copied with
 * other ids and sentences. Also the largest write-ahead log of a long run, and its size at rest.
 */
export async function measureDatabase(): Promise<Row[]> {
  const sentence = createSentences();
  let isLong = false;
  const script = scriptTutor(sentence, () => (isLong ? { pieces: longAnswer() } : null));
  await using upstream = await startUpstream({ protocol: "ollama", parallel: 8, script });
  const app = await startApp();
  await chooseOllama(app, upstream);
  for (let n = 0; n < templates; n++) await makeConversation(app, sentence);

  isLong = true;
  const log = join(app.dataDir, "blossom.db-wal");
  let longest = 0;
  const watch = setInterval(
    () => (longest = Math.max(longest, fs.statSync(log, { throwIfNoEntry: false })?.size ?? 0)),
    5,
  );
  await Promise.all(Array.from({ length: 8 }, () => send(app, { text: sentence(), task: "reply" })));
  clearInterval(watch);
  await Bun.sleep(200);
  const atRest = fs.statSync(log).size;

  const path = join(app.dataDir, "blossom.db");
  const copy = `${app.dataDir}-copy.db`;
  await app.close();
  fs.copyFileSync(path, copy);
  await app.stop();
  const { ratio, perMessage, perDocument } = await grow(copy);
  fs.rmSync(copy);
  return [
    toRow("database of 100,000 messages, by their text", ratio, "×", { atMost: 2.5 }),
    toRow("of it, the search: an indexed message", perDocument, "bytes", { atMost: 400 }),
    toRow("the text of one of them", perMessage, "bytes", { atLeast: 1 }),
    toRow("write-ahead log while 8 answers of 1,500 tokens are written", longest / 1e6, "MB", { atMost: 8 }),
    toRow("the same at rest", atRest / 1e6, "MB", { atMost: 8 }),
  ];
}

/** Token by token, so that each is a transaction of its own. */
async function* longAnswer() {
  for (let index = 0; index < 1_500; index += 1) {
    await Bun.sleep(4);
    yield `語${index} `;
  }
}

/** Copies the conversations until there are enough messages, and indexes them for the search. */
async function grow(path: string): Promise<{ ratio: number; perMessage: number; perDocument: number }> {
  using db = new Database(path, { strict: true });
  db.run("PRAGMA foreign_keys = OFF");
  // the long answer is no message of a learner's day
  const rows = readRows(db, templates);
  for (let copy = 0; (copy + 1) * rows.messages.length < messages; copy++) copyRows(db, rows, copy);
  await indexAll(db);
  db.run("PRAGMA wal_checkpoint(TRUNCATE)");
  type Part = { name: string; bytes: number };
  const parts = "SELECT name, sum(pgsize) AS bytes FROM dbstat GROUP BY name ORDER BY bytes DESC LIMIT 24";
  for (const { name, bytes } of db.query<Part, []>(parts).all())
    console.error(`  ${name.padEnd(36)} ${(bytes / 1e6).toFixed(1)} MB`);
  const sql = `SELECT sum(length(CAST(coalesce(messages.text, generations.text, '') AS BLOB))) AS bytes, count(*) AS count FROM messages
    LEFT JOIN generations ON generations.id = shown_generation_id`;
  const { bytes, count: number } = db.query<{ bytes: number; count: number }, []>(sql).get()!;
  console.error(
    `  text of ${number} messages: ${(bytes / 1e6).toFixed(1)} MB; file: ${(fs.statSync(path).size / 1e6).toFixed(1)} MB`,
  );
  return { ratio: fs.statSync(path).size / bytes, perMessage: bytes / number, perDocument: searchBytes(db) };
}
