import type { Answer, Block } from "#shared/answer.ts";
import type { CardBlock } from "#shared/breakdown/attach.ts";
import type { Card, Word } from "#shared/card.ts";
import { languages } from "#shared/languages/index.ts";

export type KnownCard = { cardId: string; text: string };
/** A word whose reading is to be checked: a row of the model, with its claim, or the rest of a word that a row divided. */
export type NewRow = KnownCard & { start: number; end: number; claim: string };
export type NewInCards = { cards: CardBlock[]; rows: NewRow[] };

/** Finds what is new in an answer: cards whose sentence has become known, and rows of the model. */
export function watchCards(before: Answer, after: Answer): NewInCards {
  const news: NewInCards = { cards: [], rows: [] };
  if (after.blocks === before.blocks) return news; // most pieces of text only continue a line
  for (const block of changedCards(before.blocks, after.blocks)) {
    if (!isKnown(block)) continue;
    const old = before.blocks.find((other): other is CardBlock => other.type === "card" && other.id === block.id);
    const isNew = !old || !isKnown(old) || old.card.text !== block.card.text;
    if (isNew) news.cards.push(block);
    news.rows.push(...newRows(isNew ? undefined : old.card, block));
  }
  return news;
}

/** Skips the unchanged blocks at the beginning, because text changes only the last block or adds blocks. */
function changedCards(before: readonly Block[], after: readonly Block[]): CardBlock[] {
  let same = 0;
  while (same < after.length && after[same] === before[same]) same++;
  const rest = new Set(before.slice(same));
  return after.slice(same).filter((block): block is CardBlock => block.type === "card" && !rest.has(block));
}

/**
 * Whether the card's sentence is known. While a card is open, further lines can make its text longer if it is built from rows
 * (`日本|…`, `に|…`), or if it has several lines and no field has followed.
 */
export function isKnown({ card, state }: CardBlock): boolean {
  if (card.text === "") return false;
  if (state !== "open") return true;
  const isFollowed = card.words.length > 0 || card.translation !== "" || card.notes !== "";
  return card.builtFromRows !== true && (!card.text.includes("\n") || isFollowed);
}

/** The words that the analysis of the sentence alone does not settle: claims of the model, and words that have no reading yet. */
export function unreadWords({ words, language }: Card): Word[] {
  const { needsReading } = languages[language];
  return words.filter(
    ({ claimBy, state, surface }) => claimBy === "model" || (state === "none" && needsReading(surface)),
  );
}

function newRows(old: Card | undefined, { id, card }: CardBlock): NewRow[] {
  const keyOf = ({ start, end, claim = "" }: Word) => `${start} ${end} ${claim}`;
  const known = new Set(old && unreadWords(old).map(keyOf));
  const { text } = card;
  return unreadWords(card)
    .filter((word) => !known.has(keyOf(word)))
    .map(({ start, end, claim = "" }) => ({ cardId: id, text, start, end, claim }));
}
