import type { Answer, Block } from "#shared/answer.ts";
import type { CardBlock } from "#shared/breakdown/attach.ts";
import type { Card } from "#shared/card.ts";

export type KnownCard = { cardId: string; text: string };
export type NewRow = KnownCard & { start: number; end: number; reading: string };
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

function newRows(old: Card | undefined, { id, card: { text, words } }: CardBlock): NewRow[] {
  const keyOf = ({ start, end, reading }: Pick<NewRow, "start" | "end" | "reading">) => `${start} ${end} ${reading}`;
  const known = new Set(old?.words.filter((word) => word.from === "model").map(keyOf));
  return words
    .filter((word) => word.from === "model" && !known.has(keyOf(word)))
    .map(({ start, end, reading }) => ({ cardId: id, text, start, end, reading }));
}
