import { Database } from "bun:sqlite";
import { join } from "node:path";
import { expect, test } from "bun:test";
import type { Answer } from "#shared/answer.ts";
import type { Started } from "#shared/chat.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { byTask } from "#test/upstream/by-task.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";

type Row = {
  id: string;
  text: string;
  language: string;
  kind: string;
  ref: string;
  position: number;
  completes: string | null;
  engine: string | null;
  explanation: string;
};
const sql = `SELECT cards.id, text, language, kind, ref, position, completes, engine, explanation_language AS explanation
  FROM cards JOIN sentences ON sentences.id = cards.sentence_id JOIN appearances ON appearances.id = appearance_id ORDER BY cards.rowid`;

function readRows(app: OpenApp): Row[] {
  using db = new Database(join(app.dataDir, "blossom.db"), { readonly: true });
  return db.query<Row, []>(sql).all();
}

/** The texts of the stored sentences, and the number of stored appearances. */
function readSentences(app: OpenApp) {
  using db = new Database(join(app.dataDir, "blossom.db"), { readonly: true });
  const texts = db.query<{ text: string }, []>("SELECT text FROM sentences ORDER BY text").all();
  return { texts: texts.map(({ text }) => text), appearances: db.query("SELECT id FROM appearances").all().length };
}

async function until(is: () => boolean) {
  while (!is()) await new Promise(setImmediate);
}

async function card(app: OpenApp, body: object): Promise<string> {
  const made = await app.request("POST", "/api/cards", body, { prefer: "respond-async" });
  const { generationId } = (await made.json()) as Started;
  await app.events(generationId);
  return generationId;
}

const cats = "0 I like cats.\n1 cat\n2 (subject)\n3 to like\n4 A note.\n";

test("stores a card at its first event, and its words and meanings in the log of its answer", async () => {
  const rest = Promise.withResolvers<void>();
  async function* pieces() {
    await rest.promise;
    yield "0 고양이를 좋아해요.\n1 고양이\n2 (주어)\n3 좋아하다\n4 짧은 설명이에요.\n";
  }
  const script = byTask({ explain: () => ({ pieces: pieces() }) });
  await using upstream = await startUpstream({ protocol: "ollama", script });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const { generationId, messageId } = await app.send("猫が好き。", { task: "explain", explanationLanguage: "ko" });

  await until(() => readRows(app).some(({ engine }) => engine !== null));
  const [row, ...others] = readRows(app);
  expect(others).toEqual([]);
  expect(row).toMatchObject({ id: `${generationId}#0`, text: "猫が好き。", kind: "message", ref: messageId });
  expect(row).toMatchObject({ position: 0, explanation: "ko", language: "ja", completes: null });
  expect(row?.engine).toMatch(/^\d+ starter-ja/);
  const readCards = async () =>
    (await app.json<{ answer: Answer }>("GET", `/api/generations/${generationId}`)).answer.cards;
  expect(await readCards()).toMatchObject([
    { card: { text: "猫が好き。", translation: "", words: [{ surface: "猫", meaning: "" }, { surface: "が" }, {}] } },
  ]);

  rest.resolve();
  await app.events(generationId);
  expect(await readCards()).toMatchObject([
    { card: { translation: "고양이를 좋아해요.", words: [{ surface: "猫", meaning: "고양이" }, {}, {}] } },
  ]);
});

test("stores each sentence of a text at its place, and one sentence for two that are equal", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: byTask({ explain: cats }) });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const { generationId, messageId } = await app.send("猫が好き。犬が好き。猫が好き。", { task: "explain" });
  await app.events(generationId);
  expect(readRows(app).map(({ id, text, ref, position }) => [id, text, ref, position])).toEqual([
    [`${generationId}#0`, "猫が好き。", messageId!, 0],
    [`${generationId}#1`, "犬が好き。", messageId!, 1],
    [`${generationId}#2`, "猫が好き。", messageId!, 2],
  ]);
  expect(readSentences(app)).toEqual({ texts: ["犬が好き。", "猫が好き。"], appearances: 3 });
});

test("stores the learner's sentence with the message, and the sentence of an answer with that answer", async () => {
  const script = byTask({ reply: "はい。", question: "You say:\n猫が好きです。" });
  await using upstream = await startUpstream({ protocol: "ollama", script });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const reply = await app.send("犬が好き。");
  await app.events(reply.generationId);
  const question = await app.send("How do I say that I like cats?");
  await app.events(question.generationId);
  expect(readRows(app).map(({ text, kind, ref }) => [text, kind, ref])).toEqual([
    ["犬が好き。", "message", reply.messageId!],
    ["猫が好きです。", "reply", question.generationId],
  ]);
});

test("stores a sentence once, trimmed and in NFC, wherever it appears", async () => {
  const decomposed = "か\u3099くせいです";
  await using upstream = await startUpstream({ protocol: "ollama", script: byTask({ reply: "はい。" }) });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const started = await app.send(`${decomposed} `);
  await app.events(started.generationId);
  await card(app, { text: decomposed, language: "ja", messageId: started.messageId });
  await card(app, { text: decomposed, language: "ja", fresh: true });
  const rows = readRows(app);
  expect(rows.map(({ kind }) => kind).sort()).toEqual(["message", "message", "text"]);
  expect(readSentences(app)).toEqual({ texts: ["がくせいです"], appearances: 2 });
  const { messages, conversation } = await app.conversation(started.conversationId!);
  expect([messages[0]?.text.trim(), conversation.title]).toEqual([
    "がくせいです",
    expect.not.stringContaining("\u3099"),
  ]);
});

test("stores a card that completes another one at the same place", async () => {
  await using upstream = await startUpstream({
    protocol: "ollama",
    script: byTask({ reply: "はい。", explain: cats }),
  });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const { generationId, messageId } = await app.send("犬が好き。猫が好き。");
  await app.events(generationId);
  const completion = await card(app, { cards: [`${generationId}#1`] });
  const [, first, second] = readRows(app);
  const place = { text: "猫が好き。", kind: "message", ref: messageId, position: 1 };
  expect(first).toMatchObject({ ...place, id: `${generationId}#1`, completes: null });
  expect(second).toMatchObject({ ...place, id: `${completion}#0`, completes: `${generationId}#1` });
  expect(readSentences(app).appearances).toBe(2);
});
