import type { Answer } from "#shared/answer.ts";
import { isMadeOfCards } from "#shared/is-made-of-cards.ts";
import type { Card } from "#shared/card.ts";
import { withoutRepetition } from "#server/llm/answer/repetition.ts";

/** What a model is told later of an answer: sentences, translations and notes of its cards, and its prose without a repetition, which the model would continue. Never the model's own format. */
export function historyOf(answer: Answer): string {
  const { text, cards, texts } = answer;
  if (!isMadeOfCards(answer)) return withoutRepetition(text);
  const said = ({ text: sentence, translation, note }: Card) =>
    [...(texts === null ? [] : [sentence]), translation, note].filter((part) => part !== "").join("\n");
  return cards
    .map(({ card }) => said(card))
    .filter((part) => part !== "")
    .join("\n\n");
}
