import { Database } from "bun:sqlite";
import { join } from "node:path";
import { expect, test } from "bun:test";
import type { Started } from "#shared/chat.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";

type Row = {
  id: string;
  text: string;
  language: string;
  kind: string;
  ref: string;
  position: number;
  engine: string | null;
  words: string | null;
  explanation: string;
  content: string;
};
const sql = `SELECT cards.id, text, language, kind, ref, position, engine, words, explanation_language AS explanation, content
  FROM cards JOIN sentences ON sentences.id = cards.sentence_id JOIN appearances ON appearances.id = appearance_id ORDER BY cards.id`;

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

test("stores a card when its sentence becomes known, and again when the answer ends", async () => {
  const rest = Promise.withResolvers<void>();
  async function* pieces() {
    yield ":::card\ntext: 犬が好き。\n犬 | いぬ |";
    await rest.promise;
    yield " noun | dog\ntranslation: I like dogs.\n:::\n";
  }
  await using upstream = await startUpstream({ protocol: "ollama", script: { pieces: pieces() } });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const { generationId, messageId } = await app.send("猫が好き。", { explanationLanguage: "ko" });

  await until(() => readRows(app).filter(({ words }) => words !== null).length === 2);
  const [own, written] = readRows(app);
  expect(own).toMatchObject({ id: `${generationId}#0`, text: "猫が好き。", kind: "message", ref: messageId });
  expect(written).toMatchObject({ id: `${generationId}#1`, text: "犬が好き。", kind: "reply", ref: generationId });
  expect([own?.position, written?.position, own?.explanation, own?.language]).toEqual([0, 1, "ko", "ja"]);
  expect(JSON.parse(written!.words!)).toMatchObject([{ surface: "犬" }, { surface: "が" }, { surface: "好き" }]);
  expect(written?.engine).toStartWith("2 ");
  expect(written?.content).not.toContain("dogs");

  rest.resolve();
  const events = await app.events(generationId);
  expect(events.flatMap((event) => ("cardId" in event ? [event.cardId] : []))).toContain(`${generationId}#1`);
  expect(JSON.parse(readRows(app)[1]!.content)).toMatchObject({
    translation: "I like dogs.",
    words: [{ surface: "犬", meaning: "dog", verdict: "agrees" }, {}, {}],
  });
});

test("stores a sentence once, trimmed and in NFC, wherever it appears", async () => {
  const decomposed = "か\u3099くせいです";
  await using upstream = await startUpstream({
    protocol: "ollama",
    script: { text: `:::card\ntext: ${decomposed} \n:::\n` },
  });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const started = await app.send(decomposed);
  await app.events(started.generationId);
  const card = { text: decomposed, language: "ja", messageId: started.messageId };
  for (const body of [card, { ...card, fresh: true, messageId: undefined }]) {
    const made = await app.request("POST", "/api/cards", body, { prefer: "respond-async" });
    await app.events(((await made.json()) as Started).generationId);
  }
  const rows = readRows(app);
  expect(new Set(rows.map(({ text }) => text))).toEqual(new Set(["がくせいです"]));
  expect(rows.map(({ kind }) => kind).sort()).toEqual(["message", "message", "text"]);
  const { messages, conversation } = await app.conversation(started.conversationId!);
  expect([messages[0]?.text, conversation.title]).toEqual(["がくせいです", expect.not.stringContaining("\u3099")]);
});

test("deletes the row of a card that turns out to be the learner's own sentence, and the sentence that it had", async () => {
  const rest = Promise.withResolvers<void>();
  async function* pieces() {
    yield ":::card\ntext: 猫が\n";
    await rest.promise;
    yield "好き。\ntranslation: I like cats.\n:::\n";
  }
  await using upstream = await startUpstream({ protocol: "ollama", script: { pieces: pieces() } });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const { generationId } = await app.send("猫が\n好き。");
  const ids = () => readRows(app).map(({ id }) => id);
  await until(() => ids().length === 2);
  expect(readSentences(app)).toEqual({ texts: ["猫が", "猫が\n好き。"], appearances: 2 });
  rest.resolve();
  await app.events(generationId);
  expect(ids()).toEqual([`${generationId}#0`]);
  expect(readSentences(app)).toEqual({ texts: ["猫が\n好き。"], appearances: 1 });
});

test("keeps a sentence that a card of another answer has", async () => {
  const rest = Promise.withResolvers<void>();
  async function* pieces() {
    yield ":::card\ntext: 猫が好き。\n";
    await rest.promise;
    yield "犬も好き。\ntranslation: I like cats and dogs.\n:::\n";
  }
  await using upstream = await startUpstream({
    protocol: "ollama",
    script: ({ body }) => (JSON.stringify(body).includes("犬も") ? { pieces: pieces() } : { text: "はい。" }),
  });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  await app.events((await app.send("猫が好き。")).generationId);
  const { generationId } = await app.send("猫が好き。\n犬も好き。");
  await until(() => readRows(app).length === 3);
  rest.resolve();
  await app.events(generationId);
  expect(readSentences(app)).toEqual({ texts: ["猫が好き。", "猫が好き。\n犬も好き。"], appearances: 2 });
});
