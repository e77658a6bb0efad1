import { expect, test } from "bun:test";
import type { Card } from "#shared/card.ts";
import { applyGenerationEvent, emptyAnswer, type GenerationEvent } from "#shared/generation.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { foldScripts } from "./fold-scripts.ts";

/** The cards when the learner has written `text` and the model writes a card of `answer`. */
function cardsOf(language: LearningLanguage, text: string, answer: string): Card[] {
  const events: GenerationEvent[] = [
    { type: "card", text, scripts: foldScripts(text, language) },
    { type: "text", text: `:::card\ntext: ${answer}\n` },
    { type: "text", text: "銀行 | yínháng | noun | bank\n头发 | tóufa | noun | hair\n:::\n" },
  ];
  const { blocks } = events.reduce(applyGenerationEvent, emptyAnswer(language));
  return blocks.flatMap((block) => (block.type === "card" ? [block.card] : []));
}

const rowsOf = ({ words }: Card) => words.filter(({ from }) => from === "model").map(({ surface }) => surface);

test.each<[LearningLanguage, string, string]>([
  ["zh-Hans", "他的头发长，在银行发现了后门。", "他的頭髮長，在銀行發現了後門。"],
  ["zh-Hant", "他的頭髮長，在銀行發現了後門。", "他的头发长，在银行发现了后门"],
  ["zh-Hans", "他的头发长，在银行发现了后门。", "他的头发長，在銀行发现了后門。"],
])(
  "takes the model's card for the learner's sentence in the other script, and keeps the learner's text: %s %s",
  (language, text, answer) => {
    const cards = cardsOf(language, text, answer);
    expect(cards.map((card) => card.text)).toEqual([text]);
    expect(rowsOf(cards[0]!).toSorted()).toEqual(
      language === "zh-Hant" ? ["銀行", "頭髮"].toSorted() : ["头发", "银行"].toSorted(),
    );
  },
);

test("keeps another sentence apart, also one that differs in one character", () => {
  expect(cardsOf("zh-Hans", "我在银行。", "我在銀樓。").map(({ text }) => text)).toEqual(["我在银行。", "我在銀樓。"]);
  expect(cardsOf("zh-Hans", "我在北京银行。", "我在東京銀行。")).toHaveLength(2);
});

test("has nothing for languages with one script", () => {
  expect(foldScripts("銀行に行く", "ja")).toEqual({});
  expect(foldScripts("我去", "zh-Hans")).toEqual({});
});
