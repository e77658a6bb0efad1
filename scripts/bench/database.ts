import { Database } from "bun:sqlite";
import fs from "node:fs";
import { join } from "node:path";
import type { Started } from "#shared/chat.ts";
import { newId } from "#server/db/new-id.ts";
import { packLog, unpackLog } from "#server/db/packed-log.ts";
import { readSentences } from "#test/sentences/sentences.ts";
import { readEvents } from "#test/read-events.ts";
import { byTask } from "#test/upstream/by-task.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";
import { type BenchApp, startApp } from "./app.ts";
import { type Row, toRow } from "./rows.ts";

const messages = 100_000;
/** The exchanges of one conversation: half of them replies, some explanations, some questions. */
const exchanges = [
  "reply",
  "explain",
  "reply",
  "question",
  "reply",
  "reply",
  "explain",
  "question",
  "reply",
  "explain",
] as const;
const templates = 6;

/**
 * The size of a database with 100,000 messages beside the size of their text. The app makes some conversations; their rows are copied with
 * other ids and sentences. Also the largest write-ahead log of a long run, and its size at rest.
 */
export async function measureDatabase(): Promise<Row[]> {
  const ordinary = readSentences().filter(({ language, kind }) => language === "ja" && kind === "ordinary");
  const sentences = ordinary.map(({ text }) => text);
  let next = 0;
  const sentence = () => sentences[next++ % sentences.length]!;
  let isLong = false;
  const script = byTask({
    reply: () => (isLong ? { pieces: longAnswer() } : { text: `${sentence()}${sentence()}${sentence()}` }),
    explain: ({ lastText }) => ({ text: explain(lastText) }),
    question: () => ({ text: prose(Array.from({ length: 4 }, sentence)) }),
  });
  await using upstream = await startUpstream({ protocol: "ollama", parallel: 8, script });
  const app = await startApp();
  const settings = { provider: "ollama", ollamaUrl: upstream.url, chatModel: upstream.models[0]!.name, titleModel: "" };
  await app.request("PUT", "/api/llm/settings", settings);
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
  const { ratio, perMessage } = grow(copy);
  fs.rmSync(copy);
  return [
    toRow("database of 100,000 messages, by their text", ratio, "×", { atMost: 2.5 }),
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

/** `1 友達 …` → `1 the meaning of it` */
function explain(asked: string): string {
  const numbers = [...asked.matchAll(/^(\d+) /gm)].map(([, number]) => Number(number));
  const last = Math.max(...numbers);
  const words = numbers.map((number) => `${number} ${meanings[number % meanings.length]}`);
  return [
    "0 I met my friend in front of the station before we walked to the sea.",
    ...words,
    `${last + 1} The て-form joins what happens one after another.`,
  ].join("\n");
}
const meanings = [
  "friend",
  "(with)",
  "to meet someone",
  "the sea",
  "(object)",
  "yesterday evening",
  "to walk",
  "(past, polite)",
];

const prose = (examples: readonly string[]): string =>
  `You can say it in several ways, and which one fits depends on whom you talk to.\n\n${examples
    .map(
      (text, index) =>
        `${index + 1}. **${text}**\n   Use this when you know the other person well; it sounds friendly and direct.`,
    )
    .join("\n")}\n\nIn a letter you would choose a more formal form. The particle marks what the sentence is about.`;

async function send(app: BenchApp, body: object): Promise<Started> {
  const started = (await (
    await app.request("POST", "/api/chat", { ...body, key: crypto.randomUUID() })
  ).json()) as Started;
  for await (const { data } of readEvents(await app.request("GET", `/api/generations/${started.generationId}/events`)))
    if (data === "[DONE]") break;
  return started;
}

async function makeConversation(app: BenchApp, sentence: () => string) {
  let conversationId: string | undefined;
  for (const kind of exchanges) {
    const text =
      kind === "question"
        ? `How do I say this in Japanese, and when is it polite? I heard it at work.`
        : `${sentence()}${sentence()}`;
    const started = await send(app, {
      text,
      task: kind === "explain" ? "explain" : "reply",
      language: "ja",
      conversationId,
    });
    conversationId = started.conversationId ?? undefined;
    await Bun.sleep(300); // the check of the sentence
  }
}

type Values = Record<string, string | number | Uint8Array | null>;

/** Copies the conversations until there are enough messages. */
function grow(path: string): { ratio: number; perMessage: number } {
  using db = new Database(path, { strict: true });
  db.run("PRAGMA foreign_keys = OFF");
  const all = (sql: string) => db.query<Values, []>(sql).all();
  // the long answer is no message of a learner's day
  const conversations = all("SELECT * FROM conversations ORDER BY created_at LIMIT " + templates);
  const inThem = (column: string) =>
    `${column} IN (SELECT id FROM messages WHERE conversation_id IN (SELECT id FROM conversations ORDER BY created_at LIMIT ${templates}))`;
  const rows = {
    messages: all(`SELECT * FROM messages WHERE ${inThem("id")} ORDER BY rowid`),
    generations: all(`SELECT * FROM generations WHERE ${inThem("appearance_ref")} ORDER BY rowid`),
    appearances: all(
      `SELECT appearances.*, sentences.language, sentences.text FROM appearances JOIN sentences ON sentences.id = sentence_id`,
    ),
    cards: all("SELECT * FROM cards ORDER BY rowid"),
  };
  const insert = (table: string, row: Values) => {
    const names = Object.keys(row);
    const sql = `INSERT INTO ${table} (${names.join(",")}) VALUES (${names.map((name) => `$${name}`).join(",")})`;
    return Number(db.query<unknown, Values[]>(sql).run(row).lastInsertRowid);
  };
  let count = rows.messages.length;
  let activity = 1_000;
  for (let copy = 0; count < messages; copy++) {
    const ids = new Map<unknown, string>();
    const fresh = (id: unknown) => ids.get(id) ?? (ids.set(id, newId()), ids.get(id)!);
    const replaced = (text: string) =>
      text.replace(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, (id) => ids.get(id) ?? id);
    db.transaction(() => {
      for (const row of conversations) insert("conversations", { ...row, id: fresh(row.id), activity: ++activity });
      for (const row of rows.messages) {
        const shown = row.shown_generation_id ? fresh(row.shown_generation_id) : null;
        insert("messages", {
          ...row,
          id: fresh(row.id),
          conversation_id: fresh(row.conversation_id),
          shown_generation_id: shown,
          client_key: row.client_key ? crypto.randomUUID() : null,
        });
        count += 1;
      }
      for (const row of rows.generations) {
        const text = String(row.text ?? "");
        const events = unpackLog(String(row.id), row.log as Uint8Array, text)!;
        const id = fresh(row.id);
        insert("generations", {
          ...row,
          id,
          message_id: row.message_id ? fresh(row.message_id) : null,
          appearance_ref: fresh(row.appearance_ref),
          log: packLog(id, events.map(replaced), text),
        });
      }
      const sentences = new Map<unknown, number>();
      const places = new Map<unknown, [sentence: number, appearance: number]>();
      for (const { id, language, text, sentence_id, ...row } of rows.appearances) {
        if (!ids.has(row.ref)) continue;
        const sentence =
          sentences.get(sentence_id) ?? insert("sentences", { language: language!, text: `${String(text)}${copy}` });
        sentences.set(sentence_id, sentence);
        const { id: _, ...appearance } = { ...row, id, sentence_id: sentence, ref: fresh(row.ref) };
        places.set(id, [sentence, insert("appearances", appearance)]);
      }
      for (const row of rows.cards) {
        const place = places.get(row.appearance_id);
        if (!place) continue;
        insert("cards", {
          ...row,
          id: replaced(String(row.id)),
          generation_id: replaced(String(row.generation_id)),
          sentence_id: place[0],
          appearance_id: place[1],
        });
      }
    })();
  }
  db.run("PRAGMA wal_checkpoint(TRUNCATE)");
  const parts = all("SELECT name, sum(pgsize) AS bytes FROM dbstat GROUP BY name ORDER BY bytes DESC LIMIT 24");
  for (const { name, bytes } of parts)
    console.error(`  ${String(name).padEnd(36)} ${(Number(bytes) / 1e6).toFixed(1)} MB`);
  const sql = `SELECT sum(length(CAST(coalesce(messages.text, generations.text, '') AS BLOB))) AS bytes, count(*) AS count FROM messages
    LEFT JOIN generations ON generations.id = shown_generation_id`;
  const { bytes, count: number } = db.query<{ bytes: number; count: number }, []>(sql).get()!;
  console.error(
    `  text of ${number} messages: ${(bytes / 1e6).toFixed(1)} MB; file: ${(fs.statSync(path).size / 1e6).toFixed(1)} MB`,
  );
  return { ratio: fs.statSync(path).size / bytes, perMessage: bytes / number };
}
