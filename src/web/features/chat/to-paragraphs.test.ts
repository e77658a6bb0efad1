import { expect, test } from "bun:test";
import fc from "fast-check";
import type { AnswerCard } from "#shared/answer.ts";
import { toParagraphs } from "./to-paragraphs.ts";

const cardOf = (text: string, at: number): AnswerCard => ({
  id: `g#${at}`,
  state: "words",
  card: { language: "ja", text, at, translation: "", words: [], joins: [], note: "" },
});
const drawn = (source: string, cards: readonly AnswerCard[]) =>
  toParagraphs(source, cards).map((pieces) => pieces.map(({ text, answerCard }) => (answerCard ? `[${text}]` : text)));

test("keeps paragraphs, and the text between sentences", () => {
  const source = "# 天気\n昨日は寒かった。 今日は？\n\n明日も見る。—おわり\n";
  const cards = ["昨日は寒かった。", "今日は？", "明日も見る。"].map((text) => cardOf(text, source.indexOf(text)));
  expect(drawn(source, cards)).toEqual([
    ["# 天気"],
    ["[昨日は寒かった。]", " ", "[今日は？]"],
    ["[明日も見る。]", "—おわり"],
  ]);
});

test("finds a sentence that is said twice at its own place", () => {
  expect(drawn("はい。いいえ。はい。", [cardOf("はい。", 0), cardOf("いいえ。", 3), cardOf("はい。", 7)])).toEqual([
    ["[はい。]", "[いいえ。]", "[はい。]"],
  ]);
});

test("draws every card when its place in the text is not known", () => {
  expect(drawn("", [cardOf("はい。", 0), cardOf("いいえ。", 3)])).toEqual([["[はい。]", "[いいえ。]"]]);
  expect(drawn("まえ。はい。", [cardOf("はい。", 99)])).toEqual([["まえ。", "[はい。]"]]);
});

test("draws every letter once, in order, however the text is divided", () => {
  const parts = fc.array(
    fc.record({ text: fc.stringMatching(/^[あ-ん。]{1,6}$/), gap: fc.stringMatching(/^[ \n—]{0,3}$/) }),
  );
  fc.assert(
    fc.property(parts, (all) => {
      let source = "";
      const cards = all.map(({ text, gap }) => {
        const card = cardOf(text, source.length);
        source += text + gap;
        return card;
      });
      const letters = toParagraphs(source, cards)
        .flat()
        .map(({ text }) => text)
        .join("");
      expect(letters.replace(/\s/g, "")).toBe(source.replace(/\s/g, ""));
    }),
  );
});
