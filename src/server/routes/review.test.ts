import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, setSystemTime, test } from "bun:test";
import type { DataState } from "#shared/data.ts";
import type { Graded, ReviewCard, ReviewQueue, ReviewStatistics } from "#shared/review/review.ts";
import type { TutorState } from "#shared/tutor/tutor.ts";
import type { Saved, WordDetails } from "#shared/words/words.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";

let app: OpenApp;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app[Symbol.asyncDispose]());

const start = Date.parse("2026-11-27T09:00:00Z");
const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;
let now = start;
const wait = (ms: number) => void setSystemTime((now += ms));
// a word that was deleted comes back with its cards, so each test has words of its own: 하나1
let tests = 0;
beforeEach(async () => {
  tests++;
  wait(400 * dayMs);
  await app.json("PUT", "/api/settings", { newCardsPerDay: 10, dayStartsAt: 4, reviewTypes: ["recognise"] });
});
afterEach(async () => {
  for (const id of saved.splice(0)) await app.json("DELETE", `/api/words/${id}`);
  setSystemTime();
});

const saved: string[] = [];
async function save({ lemma, ...word }: { lemma: string; [name: string]: unknown }): Promise<string> {
  const { word: own } = await app.json<Saved>("POST", "/api/words", {
    language: "ko",
    lemma: `${lemma}${tests}`,
    reading: "",
    meaning: "a word",
    ...word,
  });
  saved.push(own.id);
  return own.id;
}
const read = (query = "") => app.json<ReviewQueue>("GET", `/api/review?language=ko&zone=UTC${query}`);
const statusOf = async (id: string) => (await app.json<WordDetails>("GET", `/api/words/${id}`)).word.status;
let keys = 0;
const gradeOf = ({ version }: Pick<ReviewCard, "version">, value: number, key = `key ${keys++}`) => ({
  grade: value,
  key,
  version,
  tookMs: 2_000,
  zone: "UTC",
});
const grade = (card: ReviewCard, value: number, key?: string) =>
  app.json<Graded>("POST", `/api/review/${card.id}`, gradeOf(card, value, key));
async function first(query = ""): Promise<ReviewCard> {
  const [card] = (await read(query)).cards;
  if (!card) throw new Error("nothing to review");
  return card;
}
const lemmas = ({ cards }: ReviewQueue) => cards.map(({ word }) => word.lemma.replace(/\d+$/, ""));

describe("the queue", () => {
  test("begins words in the order in which they were saved, at most as many a day as the learner wants", async () => {
    await app.json("PUT", "/api/settings", { newCardsPerDay: 2 });
    for (const lemma of ["하나", "둘", "셋"]) await save({ lemma });
    const queue = await read();
    expect(lemmas(queue)).toEqual(["하나", "둘"]);
    expect(queue).toMatchObject({ left: { fresh: 2, learning: 0, reviews: 0 }, more: 1, done: 0, undo: null });
    expect(lemmas(await read("&more=1"))).toEqual(["하나", "둘", "셋"]);
    for (let count = 0; count < 2; count++) await grade(await first(), 4);
    expect(await read()).toMatchObject({ cards: [], left: { fresh: 0 }, more: 1, done: 2 });
    wait(dayMs);
    expect(lemmas(await read())).toEqual(["셋"]);
  });

  test("shows a card in its steps again when its minutes are over, or when nothing else is left", async () => {
    await save({ lemma: "하나" });
    await save({ lemma: "둘" });
    await grade(await first(), 1);
    expect(lemmas(await read())).toEqual(["둘"]);
    wait(minuteMs);
    expect(lemmas(await read())).toEqual(["하나", "둘"]);
    await grade(await first(), 3);
    await grade(await first(), 4);
    const early = await read();
    expect(lemmas(early)).toEqual(["하나"]); // ten minutes early
    expect(early.waiting).toBeNull();
  });

  test("says when the next card comes back, if that is too long to wait", async () => {
    const id = await save({ lemma: "하나" });
    await grade(await first(), 4);
    const queue = await read();
    expect(queue).toMatchObject({ cards: [], waiting: null, isAheadPossible: false }); // it was asked today

    wait(30 * dayMs);
    const due = await first();
    expect(due.word.id).toBe(id);
    expect(due.intervals[0]).toEqual({ minutes: 10 });
    expect(due.intervals[3]).toHaveProperty("days");
  });

  test("shows cards early when the learner asks for it", async () => {
    await save({ lemma: "하나" });
    await grade(await first(), 4);
    wait(2 * dayMs);
    expect((await read()).cards).toEqual([]);
    const early = await first("&ahead=true");
    const { dueAt } = await grade(early, 3);
    expect(dueAt).toBeGreaterThan(now);
    expect((await read("&ahead=true")).cards).toEqual([]); // once a day
  });

  test("asks for one word in several ways, one after another and on different days", async () => {
    await app.json("PUT", "/api/settings", { reviewTypes: ["produce", "recognise"] });
    const id = await save({ lemma: "하나" });
    expect((await read()).cards.map(({ type }) => type)).toEqual(["recognise"]);
    await grade(await first(), 4);
    expect((await read()).cards).toEqual([]);
    wait(dayMs);
    const next = await first();
    expect(next).toMatchObject({ id: `${id}.produce`, state: "new" });
    await grade(next, 4);
    wait(60 * dayMs);
    const both = await read();
    expect(both.left.reviews).toBe(1); // the other one waits until tomorrow
    await grade(both.cards[0]!, 3);
    expect((await read()).cards).toEqual([]);
    wait(dayMs);
    expect((await read()).cards.map(({ type }) => type)).not.toEqual([both.cards[0]!.type]);
  });

  test("leaves out words that the learner knows, ignores or deleted", async () => {
    await save({ lemma: "하나", status: "known" });
    await save({ lemma: "둘", status: "ignored" });
    const id = await save({ lemma: "셋" });
    expect(lemmas(await read())).toEqual(["셋"]);
    await app.json("DELETE", `/api/words/${id}`);
    expect((await read()).cards).toEqual([]);
    await app.json("POST", `/api/words/${id}/restore`);
    expect(lemmas(await read())).toEqual(["셋"]);
  });

  test("does not ask again, in a new way, for words that the learner marked as known or ignored", async () => {
    const ids = [await save({ lemma: "하나" }), await save({ lemma: "둘" })];
    for (const card of (await read()).cards) await grade(card, 4);
    await app.json("PUT", `/api/words/${ids[0]}`, { status: "known" });
    await app.json("PUT", `/api/words/${ids[1]}`, { status: "ignored" });
    await app.json("PUT", "/api/settings", { reviewTypes: ["recognise", "produce"] });
    wait(dayMs);
    expect((await read()).cards).toEqual([]);
    await app.json("PUT", `/api/words/${ids[0]}`, { status: "learning" });
    expect((await read()).cards.map(({ id }) => id)).toEqual([`${ids[0]}.produce`]);
  });

  test("asks for a correction by what the learner wrote", async () => {
    await save({ kind: "correction", lemma: "학교에 갔어요.", wrong: "학교를 갔어요.", meaning: undefined });
    expect(await first()).toMatchObject({ type: "correction", word: { wrong: "학교를 갔어요." } });
  });
});

describe("a grade", () => {
  test("moves the word from new to learning, and to known when its reviews are three weeks apart", async () => {
    const id = await save({ lemma: "하나" });
    expect(await statusOf(id)).toBe("new");
    expect(await grade(await first(), 4)).toMatchObject({ status: "learning" });
    wait(10 * dayMs);
    expect(await grade(await first(), 3)).toMatchObject({ status: "known" });
    expect(await statusOf(id)).toBe("known");
    wait(100 * dayMs);
    expect(await grade(await first(), 1)).toMatchObject({ status: "learning" }); // it stayed in review
  });

  test("counts once when the request is sent twice", async () => {
    await save({ lemma: "하나" });
    const card = await first();
    const once = await grade(card, 3, "sent twice");
    expect(await grade(card, 3, "sent twice")).toEqual(once);
    expect((await read()).done).toBe(1);
  });

  test("is refused when another window graded the card meanwhile", async () => {
    await save({ lemma: "하나" });
    const card = await first();
    await grade(card, 3);
    const second = await app.request("POST", `/api/review/${card.id}`, gradeOf(card, 1));
    expect(second.status).toBe(409);
    expect(await second.json()).toMatchObject({ error: { code: "card_changed" } });
    expect((await read()).done).toBe(1);
  });

  test("is taken back with its card and the status of its word, once", async () => {
    const id = await save({ lemma: "하나" });
    const card = await first();
    const counted = async () => (await app.json<DataState>("GET", "/api/data")).counts.reviews;
    const before = await counted();
    await grade(card, 4, "taken back");
    expect((await read()).undo).toEqual({ key: "taken back", card: card.id });
    await app.json("POST", "/api/review/undo", { key: "taken back" });
    await app.json("POST", "/api/review/undo", { key: "taken back" });
    expect(await statusOf(id)).toBe("new");
    expect(await read()).toMatchObject({ cards: [{ state: "new" }], done: 0, undo: null, left: { fresh: 1 } });
    expect(await counted()).toBe(before);
    const { words } = await app.json<TutorState>("GET", "/api/tutor?language=ko&zone=UTC");
    expect(words.map((word): string => word.id)).toEqual([id]); // the tutor brings it in again
    await grade(await first(), 3, "another");
    const stale = await app.request("POST", "/api/review/undo", { key: "unknown" });
    expect(stale.status).toBe(404);
  });

  test("is not taken back after the card was graded again", async () => {
    await save({ lemma: "하나" });
    await grade(await first(), 1, "the first");
    wait(minuteMs);
    await grade(await first(), 3, "the second");
    const response = await app.request("POST", "/api/review/undo", { key: "the first" });
    expect(response.status).toBe(409);
  });

  test("keeps what the learner said of the word between the grade and the undo", async () => {
    const id = await save({ lemma: "하나" });
    await grade(await first(), 3, "marked after it");
    await app.json("PUT", `/api/words/${id}`, { status: "ignored" });
    await app.json("POST", "/api/review/undo", { key: "marked after it" });
    expect(await statusOf(id)).toBe("ignored");
  });

  test("makes nothing negative when the clock was set back by a year", async () => {
    await save({ lemma: "하나" });
    await grade(await first(), 4);
    wait(-365 * dayMs);
    expect(await read()).toMatchObject({ cards: [], done: 0, isAheadPossible: true });
    const { dueAt } = await grade(await first("&ahead=true"), 3);
    expect(dueAt).toBeGreaterThan(now);
    expect(dueAt).toBeLessThan(now + 60 * dayMs);
    wait(365 * dayMs);
  });

  test("speaks of a word that was forgotten eight times", async () => {
    await save({ lemma: "하나" });
    await grade(await first(), 4);
    const leeches = [];
    for (let lapse = 1; lapse <= 9; lapse++) {
      wait(60 * dayMs);
      leeches.push((await grade(await first(), 1)).isLeech);
      await grade(await first(), 3);
    }
    expect(leeches).toEqual([false, false, false, false, false, false, false, true, false]);
    wait(60 * dayMs);
    expect(await first()).toMatchObject({ isLeech: true, lapses: 9 });
  });

  test("at night belongs to the day before", async () => {
    await app.json("PUT", "/api/settings", { newCardsPerDay: 1 });
    await save({ lemma: "하나" });
    await save({ lemma: "둘" });
    wait(17 * 60 * minuteMs); // 2 o'clock
    await grade(await first(), 4);
    expect((await read()).cards).toEqual([]);
    wait(2 * 60 * minuteMs);
    expect(lemmas(await read())).toEqual(["둘"]);
  });
});

describe("a card is hidden", () => {
  test("until tomorrow", async () => {
    await save({ lemma: "하나" });
    const card = await first();
    await app.json("PUT", `/api/review/${card.id}`, { buried: true, zone: "UTC" });
    expect((await read()).cards).toEqual([]);
    await app.json("PUT", `/api/review/${card.id}`, { buried: false });
    expect(lemmas(await read())).toEqual(["하나"]);
    await app.json("PUT", `/api/review/${card.id}`, { buried: true, zone: "UTC" });
    wait(dayMs);
    expect(lemmas(await read())).toEqual(["하나"]);
  });

  test("until the learner wants it again, and a window that still shows it is told", async () => {
    await save({ lemma: "하나" });
    const card = await first();
    await app.json("PUT", `/api/review/${card.id}`, { suspended: true });
    wait(dayMs);
    expect((await read()).cards).toEqual([]);
    expect((await app.request("POST", `/api/review/${card.id}`, gradeOf(card, 3))).status).toBe(409);
    await app.json("PUT", `/api/review/${card.id}`, { suspended: false });
    expect(await first()).toMatchObject({ state: "new" });
  });

  test.each(["nothing", "nothing.recognise", "nothing.sing"])("%s is not found", async (id) => {
    const response = await app.request("PUT", `/api/review/${id}`, { buried: true });
    expect(response.status).toBe(404);
  });
});

test("statistics count what was remembered, and what comes", async () => {
  await save({ lemma: "하나" });
  await save({ lemma: "둘" });
  await save({ lemma: "셋" });
  await grade(await first(), 4);
  await grade(await first(), 4);
  wait(20 * dayMs);
  await app.json("PUT", "/api/settings", { newCardsPerDay: 0 });
  await grade(await first(), 3);
  await grade(await first(), 1);
  const { languages, days, today } = await app.json<ReviewStatistics>("GET", "/api/review/statistics?zone=UTC");
  const korean = languages.find(({ language }) => language === "ko");
  expect(korean).toMatchObject({
    words: { new: 1, learning: 1, known: 1 },
    retention: { young: { recalled: 1, of: 2 } },
  });
  expect(korean?.forecast[0]).toBe(1); // the forgotten one
  expect(korean?.forecast.reduce((sum, count) => sum + count)).toBe(1);
  expect(days.slice(-2)).toMatchObject([
    { language: "ko", reviews: 2 },
    { day: today, reviews: 2, minutes: 0.1 },
  ]);
});
