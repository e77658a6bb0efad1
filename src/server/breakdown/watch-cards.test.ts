import { expect, test } from "bun:test";
import { applyGenerationEvent, emptyAnswer, type GenerationEvent } from "#shared/generation.ts";
import { type NewInCards, watchCards } from "./watch-cards.ts";

const rows = ["猫 | ねこ | noun | cat", "が | - | particle | x", "好き | すき | verb | like"];

/** What each event brings. */
function watch(...events: (string | GenerationEvent)[]): NewInCards[] {
  let answer = emptyAnswer("ja");
  return events.map((event) => {
    const before = answer;
    answer = applyGenerationEvent(answer, typeof event === "string" ? { type: "text", text: event } : event);
    return watchCards(before, answer);
  });
}

const all = (news: NewInCards[]) => ({
  texts: news.flatMap(({ newCardTexts }) => newCardTexts),
  rows: news.flatMap(({ newRows }) => newRows),
});

test("a sentence once its line has ended, and each row once", () => {
  const news = watch(":::card\ntext: 猫が", "好き。\n", `${rows[0]}\n`, `${rows[1]}\n${rows[2]}`, "\n:::\n", "End.\n");
  expect(news.map(({ newCardTexts, newRows }) => [newCardTexts, newRows.map(({ start }) => start)])).toEqual([
    [[], []],
    [["猫が好き。"], []],
    [[], [0]],
    [[], [1]],
    [[], [2]],
    [[], []],
  ]);
  expect(all(news).rows[2]).toEqual({ text: "猫が好き。", start: 2, end: 4, reading: "すき" });
});

test("rows without a sentence are reported when their card ends, with the whole of it", () => {
  const news = watch(`:::card\n${rows[0]}\n`, `${rows[1]}\n${rows[2]}\n`, ":::\n");
  expect(news.slice(0, 2).map(({ newCardTexts, newRows }) => [...newCardTexts, ...newRows])).toEqual([[], []]);
  expect(all(news)).toMatchObject({ texts: ["猫が好き"], rows: rows.map(() => ({ text: "猫が好き" })) });
});

test("a sentence that its rows cover to the last letter is reported once, and so are its rows", () => {
  const news = watch(`:::card\ntext: 猫が好き\n${rows[0]}\n${rows[1]}\n`, `${rows[2]}\n`, ":::\n");
  expect(all(news)).toMatchObject({ texts: ["猫が好き"], rows: [{ start: 0 }, { start: 1 }, { start: 2 }] });
});

test("the same sentence in a second card is not asked for again", () => {
  const card = `:::card\ntext: 猫が好き。\n${rows[0]}\n:::\n`;
  expect(all(watch(card, card))).toMatchObject({ texts: ["猫が好き。"], rows: [{ start: 0 }] });
  expect(all(watch(card + card)).texts).toEqual(["猫が好き。"]);
});

test("a last row without a line end is reported at the end", () => {
  const news = watch(`:::card\ntext: 猫が好き。\n${rows[0]}`, { type: "end", outcome: "stopped" });
  expect(all(news).rows).toHaveLength(1);
});

test("the analyser's own card is not asked for again, and verdicts bring nothing", () => {
  const analysis: GenerationEvent = { type: "analysis", text: "猫が好き。", words: [] };
  const verdict = { type: "verdict", start: 0, end: 1, reading: "ねこ", verdict: "agrees", candidates: [] } as const;
  const news = watch(analysis, `:::card\ntext: 猫が好き。\n${rows[0]}\n`, {
    ...verdict,
    text: "猫が好き。",
    candidates: ["ねこ"],
  });
  expect(news.map(({ newCardTexts, newRows }) => newCardTexts.length + newRows.length)).toEqual([0, 2, 0]);
});
