import { describe, expect, setDefaultTimeout, test } from "bun:test";
import type { Started } from "#shared/chat.ts";
import type { OpenApp } from "#test/open-app.ts";
import { openWithOllama } from "#test/open-with-upstream.ts";
import { byTask } from "#test/upstream/by-task.ts";
import { requestsFor } from "#test/upstream/task-of.ts";

// a dictionary loads here, while the machine may be busy
setDefaultTimeout(30_000);

/** Starts a generation for cards. Returns its id. */
async function start(app: OpenApp, body: object): Promise<string> {
  const response = await app.request("POST", "/api/cards", body, { prefer: "respond-async" });
  expect(response.status).toBe(202);
  return ((await response.json()) as Started).generationId;
}
const lastMessage = (request: { body: unknown } | undefined) =>
  (request?.body as { messages: { content: string }[] } | undefined)?.messages.at(-1)?.content ?? "";

describe("a question about one word of a card", () => {
  const explained = "0 I went to the market.\n1 [しじょう] market\n2 to\n3 went\n4 行った is past.\n";
  const sentence = "市場に行った。";
  const word = { start: 0, end: 2 };
  const shownCard = async (app: OpenApp, id: string) =>
    (await app.conversation(id)).messages[1]?.answer?.cards[0]?.card;

  test("changes the word in its place, and nothing else", async () => {
    await using opened = await openWithOllama({ script: byTask({ explain: explained }) });
    const { app, upstream } = opened;
    const { generationId, conversationId } = await app.send(sentence, { task: "explain" });
    await app.events(generationId);
    const before = (await shownCard(app, conversationId!))!;
    upstream.script = byTask({ explain: "1 [いちば] marketplace\n" });
    const id = await start(app, { cards: [`${generationId}#0`], word });
    expect((await app.events(id)).at(-1)).toMatchObject({ outcome: "complete" });
    const asked = lastMessage(requestsFor(upstream.requests, "explain").at(-1));
    expect(asked).toContain("1. 市場 [いちば|しじょう]");
    expect(asked).not.toMatch(/^[023]\. /m);
    const after = (await shownCard(app, conversationId!))!;
    expect(after.words[0]).toMatchObject({
      reading: "いちば",
      claim: "いちば",
      verdict: "agrees",
      meaning: "marketplace",
    });
    expect(after).toMatchObject({ translation: before.translation, note: before.note });
    expect(after.words.slice(1)).toEqual(before.words.slice(1));
  });

  test("offers the claimed reading and the dictionary's, but none for a settled word", async () => {
    await using opened = await openWithOllama({
      script: byTask({ explain: "0 I saw a film.\n1 film\n2 (object)\n3 saw\n4 Past.\n" }),
    });
    const { app, upstream } = opened;
    const { generationId } = await app.send("映画（えいか）を見た。", { task: "explain" });
    await app.events(generationId);
    const asked = async () => {
      upstream.script = byTask({ explain: "1 movie\n" });
      await app.events(await start(app, { cards: [`${generationId}#0`], word: { start: 0, end: 7 } }));
      return lastMessage(requestsFor(upstream.requests, "explain").at(-1));
    };
    expect(await asked()).toContain("[えいが|えいか]");
    const settle = { language: "ja", text: "映画（えいか）を見た。", start: 0, end: 7, reading: "えいが" };
    await app.json("POST", "/api/readings/settle", settle);
    expect(await asked()).toContain("[えいが]");
  });

  test("leaves the card as it is when the model does not answer it", async () => {
    await using opened = await openWithOllama({ script: byTask({ explain: explained }) });
    const { app, upstream } = opened;
    const { generationId, conversationId } = await app.send(sentence, { task: "explain" });
    await app.events(generationId);
    const before = (await shownCard(app, conversationId!))!;
    upstream.script = byTask({ explain: "I cannot say." });
    await app.events(await start(app, { cards: [`${generationId}#0`], word }));
    expect((await shownCard(app, conversationId!))!.words).toEqual(before.words);
  });

  test("is refused when the card has no such word", async () => {
    await using opened = await openWithOllama({ script: byTask({ explain: explained }) });
    const { app } = opened;
    const { generationId } = await app.send(sentence, { task: "explain" });
    await app.events(generationId);
    const body = { cards: [`${generationId}#0`], word: { start: 0, end: 1 } };
    const response = await app.request("POST", "/api/cards", body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: "no_such_word" } });
  });
});
