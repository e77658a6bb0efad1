import type { Answer } from "#shared/answer.ts";
import { isMadeOfCards } from "#shared/is-made-of-cards.ts";
import type { Strings } from "#web/i18n/en.ts";
import { cardToText } from "./card-to-text.ts";

/** An answer as Markdown: what the model wrote for the learner, or its cards. No sign of the format that it was asked to answer in. */
export const answerToText = (answer: Answer, t: Strings["card"]): string =>
  isMadeOfCards(answer) && answer.cards.length > 0
    ? answer.cards.map(({ card }) => cardToText(card, t)).join("\n\n")
    : answer.text;
