import { Database } from "bun:sqlite";
import { join } from "node:path";
import { expect, setDefaultTimeout, test } from "bun:test";
import type { Started } from "#shared/chat.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { readEvents } from "#test/read-events.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";

// a dictionary loads here, while the machine may be busy
setDefaultTimeout(30_000);

const lesson =
  ":::card\ntext: 猫が好き。\ntranslation: I like cats.\n猫 | いぬ | noun | cat\n好き | - | adjective | like\n:::\n";

/** Makes the stored answer one of an older engine, which read 猫 as ねご and found no other words. */
function makeOld(app: OpenApp, generationId: string) {
  using db = new Database(join(app.dataDir, "blossom.db"));
  db.run("UPDATE cards SET engine = '1', content = replace(content, 'ねこ', 'ねご')");
  const sql = "SELECT seq, event FROM generation_events WHERE generation_id = ?";
  for (const { seq, event } of db.query<{ seq: number; event: string }, [string]>(sql).all(generationId)) {
    const change = "UPDATE generation_events SET event = ? WHERE generation_id = ? AND seq = ?";
    db.query(change).run(event.replaceAll("ねこ", "ねご"), generationId, seq);
  }
}
const firstWord = async (app: OpenApp, conversationId: string) => {
  const block = (await app.conversation(conversationId)).messages[1]?.answer?.blocks.find(
    ({ type }) => type === "card",
  );
  return block?.type === "card" ? block.card.words[0] : undefined;
};

test("analyses the cards of an older engine again when their conversation is opened, and keeps what the model wrote", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: { text: lesson } });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const { generationId, conversationId } = await app.send("猫が好き。");
  const before = await app.events(generationId);
  const engine = before.find((event) => event.type === "analysis")?.engine ?? "";
  makeOld(app, generationId);

  const changes = readEvents(await app.request("GET", "/api/events"));
  expect((await firstWord(app, conversationId!))?.reading).toBe("ねご");
  // the title of the conversation is announced too
  for await (const { data } of changes)
    if (data.includes('"conversation"') && (await firstWord(app, conversationId!))?.reading !== "ねご") break;
  expect(await firstWord(app, conversationId!)).toMatchObject({
    reading: "ねこ",
    claim: "いぬ",
    verdict: "conflict",
    meaning: "cat",
  });
  const after = await app.events(generationId);
  const textOf = (events: typeof after) => events.map((event) => (event.type === "text" ? event.text : "")).join("");
  expect(textOf(after)).toBe(textOf(before));
  expect(after.filter(({ type }) => type === "end")).toHaveLength(1);
  using db = new Database(join(app.dataDir, "blossom.db"), { readonly: true });
  expect(db.query("SELECT DISTINCT engine FROM cards").all()).toEqual([{ engine }]);
});

test("analyses a card of an older engine again before it is shown for the same request", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: { text: lesson } });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const make = async () => {
    const body = { text: "猫が好き。", language: "ja" };
    const response = await app.request("POST", "/api/cards", body, { prefer: "respond-async" });
    return ((await response.json()) as Started).generationId;
  };
  const id = await make();
  await app.events(id);
  makeOld(app, id);
  expect(await make()).toBe(id);
  const analysis = (await app.events(id)).find((event) => event.type === "analysis");
  expect(analysis).toMatchObject({ engine: expect.stringMatching(/^2 /), words: [{ reading: "ねこ" }, {}, {}] });
});

test("gives old cards the meanings of a dictionary that was installed since", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: { text: lesson } });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const { generationId, conversationId } = await app.send("猫が好き。");
  await app.events(generationId);
  const meanings = async () => (await firstWord(app, conversationId!))?.dictionaryMeanings;
  expect(await meanings()).not.toBeUndefined();

  const changes = readEvents(await app.request("GET", "/api/events"));
  await app.json("PATCH", "/api/dictionaries/starter-ja", { isEnabled: false });
  await meanings();
  for await (const { data } of changes) if (data.includes('"conversation"') && !(await meanings())) break;
  expect(await meanings()).toBeUndefined();
});
