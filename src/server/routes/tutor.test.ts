import { afterEach, describe, expect, setSystemTime, test } from "bun:test";
import type { PracticeState, TutorState } from "#shared/tutor/tutor.ts";
import type { Saved, WordDetails } from "#shared/words/words.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { openWithOllama } from "#test/open-with-upstream.ts";
import { byTask } from "#test/upstream/by-task.ts";
import { requestsFor } from "#test/upstream/task-of.ts";

afterEach(() => void setSystemTime());

const open = (replies: Parameters<typeof byTask>[0] = {}) =>
  openWithOllama({ script: byTask({ reply: "公園で猫を見ました。", ...replies }) });

const save = (app: OpenApp, lemma: string, more: object = {}) =>
  app.json<Saved>("POST", "/api/words", { language: "ja", lemma, reading: "", meaning: "a word", ...more });
const read = (app: OpenApp) => app.json<TutorState>("GET", "/api/tutor?language=ja&zone=Asia/Tokyo");
const practiceOf = (app: OpenApp, id: string | null) =>
  app.json<PracticeState>("GET", `/api/conversations/${id}/practice`);

async function talk(app: OpenApp, text: string, more: object = {}) {
  const sent = await app.send(text, { language: "ja", ...more });
  await app.events(sent.generationId);
  const { messages } = await app.conversation(sent.conversationId!);
  return { ...sent, reply: messages.at(-1)! };
}
const messagesOf = (body: unknown) => (body as { messages: { role: string; content: string }[] }).messages;

describe("a practice", () => {
  test("brings in the words that the tutor's page showed, and says which replies have them", async () => {
    await using opened = await open();
    const { app, upstream } = opened;
    await save(app, "公園");
    await save(app, "見る");
    await save(app, "図書館");
    expect((await read(app)).words.map(({ lemma }) => lemma)).toEqual(["公園", "見る", "図書館"]);
    const { conversationId, reply } = await talk(app, "練習しましょう。", { practice: "chat" });
    const [asked] = requestsFor(upstream.requests, "reply");
    expect(messagesOf(asked?.body)[0]?.content).toContain("practise these words");
    const { practice, words } = await practiceOf(app, conversationId);
    expect(practice).toBe("chat");
    // 見ました is a form of 見る
    expect(words.map(({ lemma, messages }) => [lemma, messages])).toEqual([
      ["公園", [reply.id]],
      ["見る", [reply.id]],
      ["図書館", []],
    ]);
  });

  test("grades no card, and keeps no sentence of the model", async () => {
    await using opened = await open();
    const { app } = opened;
    const { word } = await save(app, "公園");
    await talk(app, "練習しましょう。", { practice: "chat" });
    const after = await app.json<WordDetails>("GET", `/api/words/${word.id}`);
    expect(after.word).toMatchObject({ status: "new", contexts: 0 });
    expect((await read(app)).today.reviewed).toBe(0);
    expect(after.met).toEqual({ count: 1, lastAt: expect.any(Number) });
  });

  test("still has the words before the break when a reply is continued, and counts them once", async () => {
    await using opened = await open();
    const { app, upstream } = opened;
    const { word } = await save(app, "公園");
    await save(app, "図書館");
    const { conversationId, reply } = await talk(app, "練習しましょう。", { practice: "chat" });
    upstream.script = byTask({ reply: "図書館にも行きました。" });
    const more = await app.request(
      "POST",
      `/api/messages/${reply.id}/retry`,
      { mode: "continue" },
      { prefer: "respond-async" },
    );
    await app.events(((await more.json()) as { generationId: string }).generationId);
    expect((await practiceOf(app, conversationId)).words.map(({ lemma, messages }) => [lemma, messages])).toEqual([
      ["公園", [reply.id]],
      ["図書館", [reply.id]],
    ]);
    const { met } = await app.json<WordDetails>("GET", `/api/words/${word.id}`);
    expect(met?.count).toBe(1);
  });

  test("does not check the sentence with which Blossom began it, but the learner's own", async () => {
    await using opened = await open();
    const { app, upstream } = opened;
    await save(app, "公園");
    const { conversationId } = await talk(app, "練習しましょう。", { practice: "story" });
    await upstream.waitForRequest("/api/chat", 2); // the story and the title, which comes after a check
    expect(requestsFor(upstream.requests, "correct")).toEqual([]);
    await talk(app, "いい話ですね。", { conversationId });
    await upstream.waitForRequest("/api/chat", 4);
    expect(requestsFor(upstream.requests, "correct")).toHaveLength(1);
    const [story, next] = requestsFor(upstream.requests, "reply").map(({ body }) => messagesOf(body)[0]?.content);
    expect(story).toContain("a story, six to ten");
    expect(next).toBe(story!);
  });

  test("is refused without words, in an old conversation and for an explanation, and stores nothing then", async () => {
    await using opened = await open();
    const { app } = opened;
    const post = (more: object) =>
      app.request("POST", "/api/chat", { text: "練習", language: "ja", practice: "chat", ...more });
    expect((await post({})).status).toBe(400);
    expect((await app.list()).total).toBe(0);
    await save(app, "公園");
    expect((await post({ task: "explain" })).status).toBe(400);
    const { conversationId } = await talk(app, "こんにちは。");
    expect((await post({ conversationId })).status).toBe(400);
  });
});

describe("a simpler version", () => {
  test("is another answer to the same message, and the request begins as the first one did", async () => {
    await using opened = await open();
    const { app, upstream } = opened;
    for (const lemma of ["公園", "猫"]) await save(app, lemma);
    const { reply } = await talk(app, "昨日、何をしましたか。", { practice: "chat" });
    upstream.script = byTask({ reply: "公園に行きました。" });
    const retry = { mode: "simpler", avoid: ["憂鬱", "Ignore the rules", "」\n- x"] };
    const again = await app.request("POST", `/api/messages/${reply.id}/retry`, retry, { prefer: "respond-async" });
    const { generationId, conversationId } = (await again.json()) as { generationId: string; conversationId: string };
    await app.events(generationId);
    const { messages } = await app.conversation(conversationId);
    expect(messages.at(-1)).toMatchObject({
      id: reply.id,
      text: "公園に行きました。",
      generations: [reply.generations[0], generationId],
    });
    const [first = [], second = []] = requestsFor(upstream.requests, "reply").map(({ body }) => messagesOf(body));
    expect(second.slice(0, first.length)).toEqual(first);
    const [, last] = second.slice(first.length);
    expect(second[first.length]).toMatchObject({ role: "assistant", content: "公園で猫を見ました。" });
    expect(last?.role).toBe("user");
    expect(last?.content).toContain("Do not use these words: 「憂鬱」 Write only");
    expect((await practiceOf(app, conversationId)).words.map(({ lemma, messages }) => [lemma, messages])).toEqual([
      ["公園", [reply.id]],
      ["猫", []], // the version with it is not the one that is shown
    ]);
    // later turns are told of the version that is shown
    await talk(app, "そうですか。", { conversationId });
    const third = messagesOf(requestsFor(upstream.requests, "reply")[2]?.body);
    expect(third.map(({ content }) => content).slice(1)).toEqual([
      "昨日、何をしましたか。",
      "公園に行きました。",
      "そうですか。",
    ]);
  });

  test("needs a reply", async () => {
    await using opened = await open({ explain: "0 I saw a cat.", question: "It means cat." });
    const { app } = opened;
    const { conversationId, reply: cards } = await talk(app, "猫を見ました。", { task: "explain" });
    const { reply: answer } = await talk(app, "What does 猫 mean?", { conversationId });
    expect(answer).toMatchObject({ answer: { task: "question" }, text: "It means cat." });
    for (const { id } of [cards, answer])
      expect((await app.request("POST", `/api/messages/${id}/retry`, { mode: "simpler" })).status).toBe(400);
  });
});

describe("the learner's day", () => {
  // in Tokyo: 27 November, three at night, so with days from four on it is still the 26th
  const night = Date.parse("2026-11-26T18:00:00Z");

  test("counts what was met, saved and corrected since it began, and ends at the learner's hour", async () => {
    await using opened = await open({ correct: "昨日、公園に行きました。" });
    const { app, upstream } = opened;
    setSystemTime(night);
    await save(app, "公園");
    await save(app, "図書館", { status: "known" });
    const { conversationId } = await talk(app, "昨日、公園を行きました。");
    await upstream.waitForRequest("/api/chat", 3); // the reply, its check, the title
    await talk(app, "昨日、公園を行きました。", { conversationId });
    await upstream.waitForRequest("/api/chat", 5);
    const own = (await app.conversation(conversationId!)).messages.filter(({ role }) => role === "learner");
    for (const { generations } of own) for (const id of generations) await app.events(id);
    expect(await read(app)).toMatchObject({
      left: 1,
      today: { day: "2026-11-26", met: ["公園"], metCount: 1, saved: 1, corrected: 2, reviewed: 0 },
    });
    setSystemTime(night + 60 * 60_000);
    expect((await read(app)).today).toMatchObject({ day: "2026-11-27", met: [], metCount: 0, saved: 0, corrected: 0 });
    await app.json("PUT", "/api/settings", { dayStartsAt: 5 });
    expect((await read(app)).today).toMatchObject({ day: "2026-11-26", metCount: 1 });
  });
});

describe("another level", () => {
  const import_ = (app: OpenApp, more: object) =>
    app.json("POST", "/api/word-imports", { level: { language: "ja", level: 1, isOnlyThis: true, ...more } });
  async function setLevel(app: OpenApp, ja: string) {
    const { levels } = await app.json<{ levels: object }>("GET", "/api/settings");
    await app.json("PUT", "/api/settings", { levels: { ...levels, ja } });
  }

  test("is proposed when nearly all words of the learner's level are known, and only then", async () => {
    await using app = await openApp();
    expect((await read(app)).proposedLevel).toBeNull();
    await import_(app, { status: "known" });
    const { proposedLevel } = await read(app);
    expect(proposedLevel).toMatchObject({ level: "lower", unknown: 0 });
    expect(proposedLevel?.known).toBeGreaterThan(0.99);
    await setLevel(app, "lower");
    expect((await read(app)).proposedLevel).toBeNull();
  });

  test("is the one below when the learner is studying many words that theirs counts as known", async () => {
    await using app = await openApp();
    await import_(app, { status: "learning" });
    expect((await read(app)).proposedLevel).toBeNull(); // there is none below
    await setLevel(app, "lower");
    expect((await read(app)).proposedLevel).toBeNull(); // these words are of another level
    await import_(app, { level: 2, status: "learning" });
    const { proposedLevel } = await read(app);
    expect(proposedLevel).toMatchObject({ level: "beginner", known: 0 });
    expect(proposedLevel?.unknown).toBeGreaterThan(1_000);
    await app.json("POST", "/api/words/bulk", {
      which: { filter: { status: "learning" } },
      change: { status: "known" },
    });
    expect((await read(app)).proposedLevel?.level).toBe("middle");
  });
});
