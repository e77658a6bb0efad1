import type { Answer, Block } from "#shared/answer.ts";
import type { CardBlock } from "#shared/breakdown/attach.ts";
import type { Card } from "#shared/card.ts";

export type KnownCard = { cardId: string; text: string };
export type NewRow = KnownCard & { start: number; end: number; reading: string };
export type NewInCards = { cards: CardBlock[]; rows: NewRow[] };

/** What an answer has more than before: the cards whose sentence is just known, and the rows of the model just read. */
export function watchCards(before: Answer, after: Answer): NewInCards {
  const news: NewInCards = { cards: [], rows: [] };
  if (after.blocks === before.blocks) return news; // as with most pieces of text: the line goes on
  for (const block of changedCards(before.blocks, after.blocks)) {
    if (!isKnown(block)) continue;
    const old = before.blocks.find((other): other is CardBlock => other.type === "card" && other.id === block.id);
    const isNew = !old || !isKnown(old) || old.card.text !== block.card.text;
    if (isNew) news.cards.push(block);
    news.rows.push(...newRows(isNew ? undefined : old.card, block));
  }
  return news;
}

/** Text changes the last block or adds to them: of a thousand, all but one are told to be the same at once. */
function changedCards(before: readonly Block[], after: readonly Block[]): CardBlock[] {
  let same = 0;
  while (same < after.length && after[same] === before[same]) same++;
  const rest = new Set(before.slice(same));
  return after.slice(same).filter((block): block is CardBlock => block.type === "card" && !rest.has(block));
}

/**
 * Is its sentence known? While a card is open each line can make the text longer: rows without a text line
 * (`日本|…`, `に|…`), or a text of several lines that nothing has followed.
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
