import { afterAll, expect, setDefaultTimeout, test } from "bun:test";
import type { z } from "zod";
import type { analysisSchema, conversationWordsSchema } from "#shared/analysis.ts";
import { openApp } from "#test/open-app.ts";

// dictionaries load here, while the machine may be busy
setDefaultTimeout(30_000);

const app = await openApp();
afterAll(() => app[Symbol.asyncDispose]());

type Analysed = z.infer<typeof analysisSchema>;
const analyse = (texts: string[], keptWith: (string | null)[], more: object = {}) =>
  app.json<Analysed>("POST", "/api/analyse", { language: "ja", texts, keptWith, ...more });
const wordsOf = (id: string) =>
  app.json<z.infer<typeof conversationWordsSchema>>("GET", `/api/conversations/${id}/words`);
const textsOf = async (id: string) => (await wordsOf(id)).texts.map(({ text }) => text);

/** A conversation without a model: its id, and the id of the learner's message. */
async function begin(text: string) {
  const { conversationId, generationId } = await app.send(text, { task: "explain", language: "ja" });
  await app.events(generationId);
  const { messages } = await app.conversation(conversationId!);
  return { id: conversationId!, messageId: messages[0]!.id };
}

test("gives the words of a conversation's texts that were asked for, the newest message first", async () => {
  const { id, messageId } = await begin("市場に行った。");
  expect((await wordsOf(id)).texts).toEqual([]);
  const { version, texts } = await analyse(
    ["市場", "猫が好きだ。", "市場に行った。行きました。", "犬"],
    [id, null, messageId, "another"],
  );
  const above = [{ end: 2, reading: "しじょう" }];
  const written = await analyse(["市場だ。"], [messageId], { above: [above] });
  const { betterLanguage: _, ...title } = texts[0]!;
  const { betterLanguage: __, ...said } = texts[2]!;
  expect(said.mixedPoliteness).not.toBeNull();
  expect(await wordsOf(id)).toEqual({
    version,
    texts: [
      { language: "ja", text: "市場だ。", above, words: written.texts[0]!.words, mixedPoliteness: null },
      { language: "ja", text: "市場に行った。行きました。", above: [], ...said },
      { language: "ja", text: "市場", above: [], ...title },
    ],
  });
});

test("gives words with the reading that the learner has settled since", async () => {
  const { id, messageId } = await begin("人気がない。");
  await analyse(["人気がない。"], [messageId]);
  const readings = async () => (await wordsOf(id)).texts[0]?.words[0]?.reading;
  const before = await readings();
  const settled = { text: "人気がない。", language: "ja", start: 0, end: 2 };
  await app.json("POST", "/api/readings/settle", { ...settled, reading: "ひとけ" });
  expect(await readings()).toBe("ひとけ");
  await app.json("POST", "/api/readings/settle", { ...settled, reading: null });
  expect(await readings()).toBe(before);
});

test("has another version after each settled reading, so that a window that missed it reads its words again", async () => {
  const { id } = await begin("人気がある。");
  const versions = [(await wordsOf(id)).version];
  for (const reading of ["ひとけ", null]) {
    await app.json("POST", "/api/readings/settle", { text: "人気がある。", language: "ja", start: 0, end: 2, reading });
    const { version } = await analyse([], []);
    expect(versions).not.toContain(version);
    expect((await wordsOf(id)).version).toBe(version);
    versions.push(version);
  }
});

test("leaves out what would make the page long", async () => {
  const { id, messageId } = await begin("長い話だ。");
  const texts = Array.from({ length: 40 }, (_, number) => `${number}番の友達と昨日の晩に新しい映画を見に行きました。`);
  await analyse(
    texts,
    texts.map(() => messageId),
  );
  const kept = await textsOf(id);
  expect(kept).toEqual(texts.toReversed().slice(0, kept.length));
  expect(kept.length).toBeWithin(15, 40);
});

test("forgets the words when texts are read in another way, and when a conversation is deleted for good", async () => {
  const [one, other] = [await begin("犬が好きだ。"), await begin("猫が好きだ。")];
  const keep = () => analyse(["犬が好きだ。", "猫が好きだ。"], [one.messageId, other.messageId]);
  await keep();
  expect(await textsOf(one.id)).toEqual(["犬が好きだ。"]);
  await app.json("PUT", "/api/settings", { traditionalReadings: "taiwan" });
  expect(await textsOf(one.id)).toEqual([]);
  await keep();
  await app.request("DELETE", `/api/conversations/${other.id}`);
  expect((await app.request("GET", `/api/conversations/${other.id}/words`)).status).toBe(404);
  expect(await textsOf(one.id)).toEqual(["犬が好きだ。"]);
  await app.request("DELETE", "/api/bin");
  expect(await textsOf(one.id)).toEqual([]);
});
