import type { Answer } from "#shared/answer.ts";
import { isMadeOfCards } from "#shared/is-made-of-cards.ts";
import type { Strings } from "#web/i18n/en.ts";
import { cardToText } from "./card-to-text.ts";

/** An answer as Markdown: the text for the learner, or its cards, without the line format that the model was asked for. */
export const answerToText = (answer: Answer, t: Strings["card"]): string =>
  isMadeOfCards(answer) && answer.cards.length > 0
    ? answer.cards.map(({ card }) => cardToText(card, t)).join("\n\n")
    : answer.text;
