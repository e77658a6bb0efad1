import type { Answer, AnswerCard } from "./answer.ts";
import type { Card, Join, Verdict, Word } from "./card.ts";
import type { LearningLanguage } from "./languages/types.ts";
import type { Span } from "./normalise/letters.ts";

type Opened = { cardId: string; text: string; at: number; isAsked: boolean; completes?: string | undefined };

export function openCard(
  cards: readonly AnswerCard[],
  language: LearningLanguage,
  { cardId, text, at, isAsked, completes }: Opened,
): AnswerCard[] {
  const card: Card = { language, text, at, translation: "", words: [], joins: [], note: "" };
  return [
    ...cards,
    { id: cardId, state: isAsked ? "asked" : "words", card: completes === undefined ? card : { ...card, completes } },
  ];
}

/** Applies `change` to one card. An event for an unknown card changes nothing. */
export const changeCard = (answer: Answer, id: string, change: (card: Card) => Card): Answer => ({
  ...answer,
  cards: answer.cards.map((each) => (each.id === id ? { ...each, card: change(each.card) } : each)),
});

type Meaning = Span & { meaning: string; isBeside?: true | undefined };

/** Gives the word at exactly this span its meaning. A later engine may divide the sentence in another way; then the meaning is that of the words inside the span. */
export function addMeaning(card: Card, { start, end, meaning, isBeside }: Meaning): Card {
  const isAt = (word: Word) => word.start === start && word.end === end;
  if (!card.words.some(isAt)) return addJoin(card, { start, end, meaning });
  const words = card.words.map((word) => {
    if (!isAt(word)) return word;
    const { isMeaningBeside: _, ...rest } = word;
    return { ...rest, meaning, ...(isBeside && { isMeaningBeside: isBeside }) };
  });
  return { ...card, words };
}

/** Joins the words inside a span, at least two. A join of the same words replaces the earlier one; one that crosses another is ignored. */
export function addJoin(card: Card, { start, end, meaning }: Join): Card {
  const inside = card.words.filter((word) => word.start >= start && word.end <= end);
  const first = inside[0];
  const last = inside.at(-1);
  if (inside.length < 2 || first?.start !== start || last?.end !== end) return card;
  const others = card.joins.filter((join) => join.start !== start || join.end !== end);
  if (others.some((join) => join.start < end && start < join.end)) return card;
  const joins = [...others, { start, end, meaning }].toSorted((one, other) => one.start - other.start);
  return { ...card, joins };
}

type Choice = Span & { reading: string; verdict: Verdict; isTrusted?: true | undefined };

/** The reading that a model chose stands beside the engine's, or instead of it if the model is trusted with it. A reading that the learner typed stays. */
export function choose(card: Card, { start, end, reading, verdict, isTrusted }: Choice): Card {
  const words = card.words.map((word): Word => {
    if (word.start !== start || word.end !== end || word.claimBy === "learner") return word;
    const claimed: Word = { ...word, claim: reading, claimBy: "model", verdict };
    const isChosen = isTrusted && word.state === "open" && (verdict === "agrees" || verdict === "possible");
    return isChosen ? { ...claimed, reading, state: "chosen", verdict: "agrees" } : claimed;
  });
  return { ...card, words };
}
