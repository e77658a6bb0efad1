import type { Answer, AnswerCard } from "#shared/answer.ts";

/** The answer with what running generations add to its cards. A card that has nothing new stays the same object. */
export function withCompletions(answer: Answer, running: readonly Answer[], asked: ReadonlySet<string>): Answer {
  if (running.length === 0 && asked.size === 0) return answer;
  const later = new Map<string, AnswerCard>();
  for (const { cards } of running)
    for (const each of cards) if (each.card.completes !== undefined) later.set(each.card.completes, each);
  const cards = answer.cards.map((each): AnswerCard => {
    const next = later.get(each.id);
    if (next && next.card.words.length > 0) return { ...next, id: each.id };
    return next || asked.has(each.id) ? { ...each, state: "asked" } : each;
  });
  return { ...answer, cards };
}

/** The ids of the cards that these generations complete and have not closed yet. */
export const cardsCompletedBy = (running: readonly Answer[]): string[] =>
  running.flatMap(({ cards }) =>
    cards.flatMap(({ state, card }) => (state !== "closed" && card.completes !== undefined ? [card.completes] : [])),
  );
