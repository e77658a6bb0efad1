import { Database } from "bun:sqlite";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import type { z } from "zod";
import type { analysisSchema } from "#shared/analysis.ts";
import type { Answer } from "#shared/answer.ts";
import type { Word } from "#shared/card.ts";
import type { Started } from "#shared/chat.ts";
import type { SettledResult } from "#shared/settled-reading.ts";
import type { OpenApp } from "#test/open-app.ts";
import { openWithOllama } from "#test/open-with-upstream.ts";
import { readEvents } from "#test/read-events.ts";
import { byTask } from "#test/upstream/by-task.ts";
import { requestsFor } from "#test/upstream/task-of.ts";

// dictionaries load here, while the machine may be busy
setDefaultTimeout(30_000);

const span = { start: 0, end: 2 };
/** The engine reads いちば, and the model chooses しじょう. */
const explain = "0 I went to the market.\n1 [しじょう] market\n2 to\n3 went\n4 行った is past.\n";

let opened: Awaited<ReturnType<typeof openWithOllama>>;
let app: OpenApp;
beforeAll(async () => {
  opened = await openWithOllama({ script: byTask({ explain, reply: "はい。" }) });
  app = opened.app;
});
afterAll(() => opened[Symbol.asyncDispose]());

type Asked = { language?: string; start?: number; end?: number; reading: string | null };
const settle = (text: string, asked: Asked) =>
  app.json<SettledResult>("POST", "/api/readings/settle", { language: "ja", text, ...span, ...asked });

async function explained(text: string) {
  const started = await app.send(text, { task: "explain", language: "ja" });
  await app.events(started.generationId);
  return started;
}

const shown = async ({ conversationId }: Started, number = 1): Promise<Word | undefined> =>
  (await app.conversation(conversationId!)).messages[number]?.answer?.cards[0]?.card.words[0];

async function analysed(text: string, language = "ja") {
  const { texts } = await app.json<z.infer<typeof analysisSchema>>("POST", "/api/analyse", { language, texts: [text] });
  return texts[0]!.words;
}

describe("a reading that the learner settled", () => {
  test("replaces the model's reading in every card and text with the sentence", async () => {
    const sentence = "市場に行った。";
    const one = await explained(sentence);
    const other = await explained(sentence);
    const answered = await settle(sentence, { reading: "shijou" });
    expect(answered).toMatchObject({ sentence, reading: "しじょう", before: null });
    const settled = {
      surface: "市場",
      reading: "しじょう",
      state: "chosen",
      claim: "しじょう",
      claimBy: "learner",
      verdict: "agrees",
      isSettled: true,
      candidates: ["いちば", "しじょう"],
      meaning: "market",
    };
    expect(await shown(one)).toMatchObject(settled);
    expect(await shown(other)).toMatchObject(settled);
    const { answer } = await app.json<{ answer: Answer }>("GET", `/api/generations/${one.generationId}`);
    expect(answer.cards[0]?.card.words[0]).toMatchObject(settled);
    const inLog = (await app.events(one.generationId)).find((event) => event.type === "words");
    expect(inLog?.words[0]).toMatchObject({ reading: "しじょう", isSettled: true });
    expect((await analysed(sentence))[0]).toMatchObject({ reading: "しじょう", isSettled: true });
    // the sentence in a longer text
    const words = await analysed(`雨でした。${sentence}楽しかった。`);
    expect(words.find(({ surface }) => surface === "市場")).toMatchObject({ reading: "しじょう", isSettled: true });
    // another sentence keeps its own reading
    expect((await analysed("市場に行く。"))[0]).toMatchObject({ reading: "いちば" });
  });

  test("is given to the model as a fact and not as a choice", async () => {
    const sentence = "市場に来た。";
    const { upstream } = opened;
    await settle(sentence, { reading: "しじょう" });
    const started = await explained(sentence);
    const request = requestsFor(upstream.requests, "explain").at(-1);
    const asked = (request!.body as { messages: { content: string }[] }).messages.at(-1)!.content;
    expect(asked).toContain("市場 [しじょう]");
    expect(asked).not.toContain("いちば");
    expect(await shown(started)).toMatchObject({ reading: "しじょう", isSettled: true });
  });

  test("survives a retry in which the model chooses differently", async () => {
    const sentence = "市場に入った。";
    const { upstream } = opened;
    const started = await explained(sentence);
    await settle(sentence, { reading: "しじょう" });
    upstream.script = byTask({ explain: "0 I went.\n1 [いちば] market\n2 to\n3 went\n4 Past.\n" });
    const { messages } = await app.conversation(started.conversationId!);
    const body = { mode: "retry" };
    const retry = await app.request("POST", `/api/messages/${messages[1]!.id}/retry`, body, {
      prefer: "respond-async",
    });
    const { generationId } = (await retry.json()) as Started;
    await app.events(generationId);
    expect(await shown(started)).toMatchObject({ reading: "しじょう", isSettled: true });
  });

  test("survives another engine: its cards are analysed again with other dictionaries", async () => {
    const sentence = "市場に向かった。";
    const started = await explained(sentence);
    await settle(sentence, { reading: "しじょう" });
    const changes = readEvents(await app.request("GET", "/api/events"));
    await app.json("PATCH", "/api/dictionaries/starter-ja", { isEnabled: false });
    expect(await shown(started)).toMatchObject({ dictionaryMeanings: expect.anything() });
    // the page is told when the cards have the words of this engine
    for await (const { data } of changes)
      if (data.includes('"conversation"') && !(await shown(started))?.dictionaryMeanings) break;
    expect(await shown(started)).toMatchObject({ reading: "しじょう", isSettled: true });
    await app.json("PATCH", "/api/dictionaries/starter-ja", { isEnabled: true });
  });

  test("is announced to every window, with the conversations that show it", async () => {
    const sentence = "市場に着いた。";
    const { conversationId } = await explained(sentence);
    const { changes } = await app.json<{ changes: number }>("GET", `/api/conversations/${conversationId}`);
    const windows = [await app.request("GET", "/api/events"), await app.request("GET", "/api/events")];
    await settle(sentence, { reading: "しじょう" });
    for (const window of windows) {
      const seen: { type: string }[] = [];
      for await (const { data } of readEvents(window)) {
        const event = JSON.parse(data) as { type: string };
        if (event.type === "settled" || seen.length > 0) seen.push(event); // a title may be announced before
        if (seen.at(-1)?.type === "conversation") break;
      }
      expect(seen[0]).toEqual({ type: "settled", language: "ja", sentence } as never);
      expect(seen.at(-1)).toMatchObject({ id: conversationId });
    }
    type Changed = { messages: { role: string }[] };
    const changed = await app.json<Changed>("GET", `/api/conversations/${conversationId}?changedSince=${changes}`);
    expect(changed.messages.map(({ role }) => role)).toEqual(["tutor"]);
  });

  test("can be taken back, which restores the readings of the engine and the model", async () => {
    const sentence = "市場に戻った。";
    const started = await explained(sentence);
    const before = await shown(started);
    await settle(sentence, { reading: "しじょう" });
    expect(await settle(sentence, { reading: "いちば" })).toMatchObject({ before: "しじょう" });
    expect(await shown(started)).toMatchObject({ reading: "いちば", isSettled: true });
    expect(await settle(sentence, { reading: null })).toMatchObject({ before: "いちば", reading: null });
    expect(await shown(started)).toEqual(before!);
  });

  test("is the later one when two windows settle the same word at once", async () => {
    const sentence = "市場に走った。";
    const both = await Promise.all([
      settle(sentence, { reading: "しじょう" }),
      settle(sentence, { reading: "いちば" }),
    ]);
    const [first, second] = both[0].before === null ? both : both.toReversed();
    expect(second).toMatchObject({ before: first!.reading });
    expect((await analysed(sentence))[0]).toMatchObject({ reading: second!.reading, isSettled: true });
  });

  test("can be one that no dictionary has, for a name", async () => {
    expect(await settle("裕子が来た。", { reading: "ユタコ" })).toMatchObject({ reading: "ゆたこ" });
    expect((await analysed("裕子が来た。"))[0]).toMatchObject({ reading: "ゆたこ", verdict: "unchecked" });
  });

  test.each([
    ["zh-Hans", "我在银行工作。", "银行", "yin2xing2", "yínxíng"],
    ["zh-Hant", "我在銀行工作。", "銀行", "ㄧㄣˊ ㄒㄧㄥˊ", "yínxíng"],
    ["ko", "금요일에 만나요.", "금요일에", "금뇨이레", "금뇨이레"],
  ])("is stored in the spelling of %s", async (language, text, surface, typed, reading) => {
    const word = (await analysed(text, language)).find((each) => each.surface.startsWith(surface.slice(0, 2)))!;
    const result = await settle(text, { language, start: word.start, end: word.end, reading: typed });
    expect(result.reading).toBe(reading);
    expect(result.words.find(({ start }) => start === word.start)).toMatchObject({ reading, isSettled: true });
  });
});

describe("a sentence with a settled reading", () => {
  /** The settled readings of a sentence that are stored. */
  function stored(sentence: string) {
    using db = new Database(join(app.dataDir, "blossom.db"), { readonly: true });
    const sql = "SELECT reading FROM settled_readings JOIN sentences ON id = sentence_id WHERE text = ?";
    return db.query<{ reading: string }, [string]>(sql).all(sentence);
  }
  const remove = ({ conversationId }: Started) => app.json("DELETE", `/api/conversations/${conversationId}`);

  test("keeps it when one of its conversations is deleted, and when a delete is undone", async () => {
    const sentence = "市場に歩いた。";
    const one = await explained(sentence);
    const other = await explained(sentence);
    await settle(sentence, { reading: "しじょう" });
    await remove(one);
    await app.json("POST", `/api/conversations/${one.conversationId}/restore`);
    expect(await shown(one)).toMatchObject({ reading: "しじょう", isSettled: true });
    await remove(one);
    await app.json("DELETE", `/api/bin/${one.conversationId}`);
    expect(await shown(other)).toMatchObject({ reading: "しじょう", isSettled: true });
    await remove(other);
    await app.json("DELETE", "/api/bin");
    expect(stored(sentence)).toEqual([]);
  });

  test("keeps it while the sentence stands in the prose of another conversation", async () => {
    const sentence = "市場に寄った。";
    opened.upstream.script = byTask({ explain, reply: `はい。${sentence}` });
    const prose = await app.send("こんにちは。", { language: "ja" });
    await app.events(prose.generationId);
    const one = await explained(sentence);
    await settle(sentence, { reading: "しじょう" });
    await remove(one);
    await app.json("DELETE", "/api/bin");
    expect((await analysed(sentence))[0]).toMatchObject({ reading: "しじょう" });
    await remove(prose);
    await app.json("DELETE", "/api/bin");
    expect(stored(sentence)).toEqual([]);
  });

  test("keeps it while the sentence stands in the subtitles of a video", async () => {
    const [sentence, other] = ['市場で"待った"。', "市場を出た。"];
    const video = "/api/videos/yt-settled-001";
    const cues = [{ start: 1, end: 2, text: `ねえ。${sentence}\nはい。` }];
    const track = { kind: "file", language: "ja", label: "film.srt", skipped: 0, cues };
    await app.json("PUT", `${video}/tracks/file:1`, track);
    await settle(sentence, { reading: "しじょう" });
    const conversation = await explained(other);
    await settle(other, { reading: "しじょう" });
    await remove(conversation);
    await app.json("DELETE", "/api/bin");
    expect([stored(sentence), stored(other)]).toEqual([[{ reading: "しじょう" }], []]);
    await app.json("DELETE", `${video}?forGood=true`);
    expect(stored(sentence)).toEqual([]);
  });
});

describe("settling is refused", () => {
  test.each([
    ["a span that is no word", { start: 0, end: 1, reading: "し" }, "no_such_word", /from 0 to 1/],
    ["a span beyond the text", { start: 0, end: 99, reading: "し" }, "no_such_word", /from 0 to 99/],
    ["an empty reading", { reading: " " }, "invalid_reading", /^reading: is empty/],
    ["a reading that is too long", { reading: "し".repeat(500) }, "invalid_reading", /^reading: is too long/],
    ["a reading in another script", { reading: "市場" }, "invalid_reading", /^reading: is not written/],
    ["a hostile reading", { reading: "<img src=x onerror=alert(1)>" }, "invalid_reading", /^reading: /],
    ["an endless reading", { reading: "し".repeat(100_000) }, "invalid_request", /^reading: at most/],
    ["an unknown language", { language: "fr", reading: "し" }, "invalid_request", /language/],
    ["a negative span", { start: -1, reading: "し" }, "invalid_request", /start/],
    ["an unknown message", { messageId: "nope", reading: "しじょう" }, "not_found", /message/],
  ])("for %s", async (_, asked, code, message) => {
    const text = "市場へ。";
    const body = { language: "ja", text, ...span, ...asked };
    const response = await app.request("POST", "/api/readings/settle", body);
    expect(response.status).toBe(code === "not_found" ? 404 : 400);
    const { error } = (await response.json()) as { error: { code: string; message: string; reason?: string } };
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
    if (code === "invalid_reading") expect(error.reason).toBeDefined();
    expect((await analysed(text))[0]).not.toHaveProperty("isSettled");
  });
});
