import { Database } from "bun:sqlite";
import { join } from "node:path";
import { expect, setDefaultTimeout, test } from "bun:test";
import type { Started } from "#shared/chat.ts";
import type { GenerationEvent } from "#shared/generation.ts";
import { getGeneration, readEvents, replaceLog } from "#server/db/generations.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { readEvents as readStream } from "#test/read-events.ts";
import { byTask } from "#test/upstream/by-task.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";

// a dictionary loads here, while the machine may be busy
setDefaultTimeout(30_000);

const sentence = "市場に行った。";
/** The engine reads いちば, and the model chooses しじょう, which fits too. */
const script = byTask({ explain: "0 I went to the market.\n1 [しじょう] market\n2 to\n3 went\n4 行った is past.\n" });

/** Makes the stored answers those of an older engine, which read 市場 as いちぱ and did not know しじょう. */
function makeOld(app: OpenApp) {
  const older = (event: string) => event.replaceAll("いちば", "いちぱ").replaceAll('"possible"', '"conflict"');
  using db = new Database(join(app.dataDir, "blossom.db"), { strict: true });
  for (const { id } of db.query<{ id: string }, []>("SELECT id FROM generations WHERE log IS NOT NULL").all()) {
    const row = getGeneration(db, id)!;
    const events = readEvents(row)!.map((event) => JSON.parse(older(event)) as GenerationEvent);
    replaceLog(db, id, events, row.text!, "1");
  }
}

const firstWord = async (app: OpenApp, conversationId: string) =>
  (await app.conversation(conversationId)).messages[1]?.answer?.cards[0]?.card.words[0];

/** Waits until the page is told that the conversation has changed and the condition holds. The title is announced too. */
async function untilChanged(changes: ReturnType<typeof readStream>, holds: () => Promise<boolean>) {
  for await (const { data } of changes) if (data.includes('"conversation"') && (await holds())) return;
}

test("analyses the cards of an older engine again when their conversation is opened, and keeps what the model said", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const { generationId, conversationId } = await app.send(sentence, { task: "explain" });
  const before = await app.events(generationId);
  const engine = before.find((event) => event.type === "words")?.engine ?? "";
  makeOld(app);

  const changes = readStream(await app.request("GET", "/api/events"));
  const word = () => firstWord(app, conversationId!);
  expect(await word()).toMatchObject({ reading: "いちぱ", claim: "しじょう", verdict: "conflict" });
  await untilChanged(changes, async () => (await word())?.reading !== "いちぱ");
  expect(await word()).toMatchObject({
    surface: "市場",
    reading: "いちば",
    candidates: ["いちば", "しじょう"],
    claim: "しじょう",
    claimBy: "model",
    verdict: "possible",
    meaning: "market",
  });
  // the readable text stays as it was written
  const withoutText = (events: readonly GenerationEvent[]) => events.filter(({ type }) => type !== "text");
  expect(withoutText(await app.events(generationId))).toEqual(withoutText(before));
  using db = new Database(join(app.dataDir, "blossom.db"), { readonly: true });
  expect(db.query("SELECT DISTINCT engine FROM cards").all()).toEqual([{ engine }]);
});

test("analyses a card of an older engine again before it is shown for the same request", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const make = async () => {
    const body = { text: sentence, language: "ja" };
    const response = await app.request("POST", "/api/cards", body, { prefer: "respond-async" });
    return ((await response.json()) as Started).generationId;
  };
  const id = await make();
  await app.events(id);
  makeOld(app);
  expect(await make()).toBe(id);
  const words = (await app.events(id)).find((event) => event.type === "words");
  expect(words).toMatchObject({
    engine: expect.stringMatching(/^\d+ starter-ja/),
    words: [{ reading: "いちば" }, {}, {}],
  });
});

test("analyses a card that completes another one again, too", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: byTask({ reply: "はい。" }) });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const { generationId, conversationId } = await app.send(sentence);
  await app.events(generationId);
  upstream.script = script;
  const body = { cards: [`${generationId}#0`] };
  const response = await app.request("POST", "/api/cards", body, { prefer: "respond-async" });
  await app.events(((await response.json()) as Started).generationId);
  makeOld(app);

  const changes = readStream(await app.request("GET", "/api/events"));
  const word = () => firstWord(app, conversationId!);
  expect(await word()).toMatchObject({ reading: "いちぱ", verdict: "conflict", meaning: "market" });
  await untilChanged(changes, async () => (await word())?.reading !== "いちぱ");
  expect(await word()).toMatchObject({ reading: "いちば", verdict: "possible", meaning: "market" });
});

test("gives old cards the meanings of a dictionary that was installed since", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const { generationId, conversationId } = await app.send(sentence, { task: "explain" });
  await app.events(generationId);
  const meanings = async () => (await firstWord(app, conversationId!))?.dictionaryMeanings;
  expect(await meanings()).not.toBeUndefined();

  const changes = readStream(await app.request("GET", "/api/events"));
  await app.json("PATCH", "/api/dictionaries/starter-ja", { isEnabled: false });
  await meanings();
  await untilChanged(changes, async () => !(await meanings()));
  expect(await meanings()).toBeUndefined();
  expect(await firstWord(app, conversationId!)).toMatchObject({ meaning: "market" });
});
