import type { Answer, Block } from "#shared/answer.ts";
import type { Card } from "#shared/card.ts";
import { isBuiltFromRows } from "#shared/breakdown/read-card-line.ts";

export type NewRow = { text: string; start: number; end: number; reading: string };
export type NewInCards = { newCardTexts: string[]; newRows: NewRow[] };

/** What more text has brought for the analyser: the sentences of cards just known, the model's rows just read. */
export function watchCards(before: Answer, after: Answer): NewInCards {
  const news: NewInCards = { newCardTexts: [], newRows: [] };
  if (before.blocks === after.blocks) return news;
  const known = cardsByText(before.blocks);
  const unchanged = new Set(before.blocks);
  for (const block of after.blocks) {
    if (unchanged.has(block) || block.type !== "card" || block.state === "provisional" || !block.card.text) continue;
    const { card } = block;
    const old = known.get(card.text);
    if (isGrowing(block, old?.card)) continue;
    // put together from its rows while it was open, and whole only now
    const isNew = !old || (block.state === "closed" && old.state === "open" && isBuiltFromRows(card));
    if (isNew) news.newCardTexts.push(card.text);
    news.newRows.push(...newRows(isNew ? undefined : old?.card, card));
  }
  return news;
}

/** `日本|…`, `に|…` without a text line: each row makes the text longer, and none is the sentence yet. */
function isGrowing(block: Extract<Block, { type: "card" }>, old: Card | undefined): boolean {
  return !old && block.state === "open" && isBuiltFromRows(block.card);
}

function newRows(old: Card | undefined, { text, words }: Card): NewRow[] {
  const keyOf = ({ start, end, reading }: Omit<NewRow, "text">) => `${start} ${end} ${reading}`;
  const known = new Set(old?.words.filter((word) => word.from === "model").map(keyOf));
  return words
    .filter((word) => word.from === "model" && !known.has(keyOf(word)))
    .map(({ start, end, reading }) => ({ text, start, end, reading }));
}

function cardsByText(blocks: readonly Block[]) {
  const cards = new Map<string, Extract<Block, { type: "card" }>>();
  for (const block of blocks) {
    if (block.type === "card" && block.state !== "provisional") cards.set(block.card.text, block);
  }
  return cards;
}
