import type { Answer, Block } from "#shared/answer.ts";
import type { Card } from "#shared/card.ts";

export type NewRow = { text: string; start: number; end: number; reading: string };
export type NewInCards = { newCardTexts: string[]; newRows: NewRow[] };

type CardBlock = Extract<Block, { type: "card" }>;

/** What more text has brought for the analyser: the sentences of cards just known, the model's rows just read. */
export function watchCards(before: Answer, after: Answer): NewInCards {
  const news: NewInCards = { newCardTexts: [], newRows: [] };
  for (const block of changedCards(before.blocks, after.blocks)) {
    const { card } = block;
    if (isGrowing(block)) continue;
    const old = before.blocks.findLast((other): other is CardBlock => isCard(other) && other.card.text === card.text);
    const isNew = !old || isGrowing(old);
    if (isNew && !news.newCardTexts.includes(card.text)) news.newCardTexts.push(card.text);
    news.newRows.push(...newRows(isNew ? undefined : old.card, card));
  }
  return news;
}

/** Text changes the last block or adds to them: of a thousand, all but one are told to be the same at once. */
function changedCards(before: readonly Block[], after: readonly Block[]): CardBlock[] {
  let same = 0;
  while (same < after.length && after[same] === before[same]) same++;
  const rest = new Set(before.slice(same));
  return after.slice(same).filter((block): block is CardBlock => isCard(block) && !rest.has(block));
}

const isCard = (block: Block): block is CardBlock =>
  block.type === "card" && block.state !== "provisional" && block.card.text !== "";

/**
 * Each line makes the text longer, and none is the sentence yet: `日本|…`, `に|…` without a text line, or a text of several
 * lines that nothing has followed.
 */
function isGrowing({ card, state }: CardBlock): boolean {
  if (state !== "open") return false;
  const isFollowed = card.words.length > 0 || card.translation !== "" || card.notes !== "";
  return card.builtFromRows === true || (card.text.includes("\n") && !isFollowed);
}

function newRows(old: Card | undefined, { text, words }: Card): NewRow[] {
  const keyOf = ({ start, end, reading }: Omit<NewRow, "text">) => `${start} ${end} ${reading}`;
  const known = new Set(old?.words.filter((word) => word.from === "model").map(keyOf));
  return words
    .filter((word) => word.from === "model" && !known.has(keyOf(word)))
    .map(({ start, end, reading }) => ({ text, start, end, reading }));
}
