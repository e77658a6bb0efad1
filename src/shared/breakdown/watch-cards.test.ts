import { expect, test } from "bun:test";
import { applyGenerationEvent, emptyAnswer, type GenerationEvent } from "#shared/generation.ts";
import { buildWordAt } from "#test/builders.ts";
import { type NewInCards, watchCards } from "./watch-cards.ts";

const rows = ["猫 | ねこ | noun | cat", "が | か | particle | x", "好き | すき | verb | like"];

/** The news of each event. */
function watch(...events: (string | GenerationEvent)[]): NewInCards[] {
  let answer = emptyAnswer("ja");
  return events.map((event) => {
    const before = answer;
    answer = applyGenerationEvent(answer, typeof event === "string" ? { type: "text", text: event } : event);
    return watchCards(before, answer);
  });
}

const all = (news: NewInCards[]) => ({
  texts: news.flatMap(({ cards }) => cards.map(({ card }) => card.text)),
  rows: news.flatMap(({ rows }) => rows),
});

test("reports a sentence when its line has ended, and each row once", () => {
  const news = watch(":::card\ntext: 猫が", "好き。\n", `${rows[0]}\n`, `${rows[1]}\n${rows[2]}`, "\n:::\n", "End.\n");
  expect(news.map(({ cards, rows }) => [cards.map(({ card }) => card.text), rows.map(({ start }) => start)])).toEqual([
    [[], []],
    [["猫が好き。"], []],
    [[], [0]],
    [[], [1]],
    [[], [2]],
    [[], []],
  ]);
  expect(all(news).rows[2]).toEqual({ cardId: "#1", text: "猫が好き。", start: 2, end: 4, claim: "すき" });
});

test("reports rows without a sentence when their card ends, with the whole sentence", () => {
  const news = watch(`:::card\n${rows[0]}\n`, `${rows[1]}\n${rows[2]}\n`, ":::\n");
  expect(news.slice(0, 2).map(({ cards, rows }) => [...cards, ...rows])).toEqual([[], []]);
  expect(all(news)).toMatchObject({ texts: ["猫が好き"], rows: rows.map(() => ({ text: "猫が好き" })) });
});

test("reports a fully covered sentence and its rows once", () => {
  const news = watch(`:::card\ntext: 猫が好き\n${rows[0]}\n${rows[1]}\n`, `${rows[2]}\n`, ":::\n");
  expect(all(news)).toMatchObject({ texts: ["猫が好き"], rows: [{ start: 0 }, { start: 1 }, { start: 2 }] });
});

test("reports a second card of the same sentence with its own rows", () => {
  const card = `:::card\ntext: 猫が好き。\n${rows[0]}\n:::\n`;
  expect(all(watch(card, card)).rows).toMatchObject([{ cardId: "#1" }, { cardId: "#2" }]);
  expect(all(watch(card + card))).toEqual(all(watch(card, card)));
});

test("reports a last row without a line break at the end", () => {
  const news = watch(`:::card\ntext: 猫が好き。\n${rows[0]}`, { type: "end", outcome: "stopped" });
  expect(all(news).rows).toHaveLength(1);
});

test("reports the learner's own sentence at once, and only new rows after the model's card, words and verdicts", () => {
  const own: GenerationEvent = { type: "card", text: "猫が好き。" };
  const analysis: GenerationEvent = { type: "analysis", cardId: "#0", engine: "1", words: [] };
  const judged = {
    start: 0,
    end: 1,
    claim: "ねこ",
    verdict: "agrees" as const,
    state: "known" as const,
    candidates: ["ねこ"],
  };
  const verdict: GenerationEvent = { type: "verdict", cardId: "#0", ...judged };
  const news = watch(own, analysis, `:::card\ntext: 猫が好き。\n${rows[0]}\n`, verdict);
  expect(news.map(({ cards, rows: found }) => [cards.length, found.length])).toEqual([
    [1, 0],
    [0, 0],
    [0, 1],
    [0, 0],
  ]);
});

test("reports a row without a claim only if the engine has no reading for its word", () => {
  const card = ":::card\ntext: 猫が好き。\n猫 | - | noun | cat\nが | - | particle | x\n:::\n";
  expect(all(watch(card)).rows).toMatchObject([{ start: 0, claim: "" }]);
  const words = [buildWordAt("猫が好き。", 0, 1, { from: "analyser", reading: "ねこ", candidates: ["ねこ"] })];
  const own: GenerationEvent = { type: "card", text: "猫が好き。" };
  expect(all(watch(own, { type: "analysis", cardId: "#0", engine: "1", words }, card)).rows).toEqual([]);
});
