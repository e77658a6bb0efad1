import type { Answer, Block } from "#shared/answer.ts";
import type { Card, Verdict, Word } from "#shared/card.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { fillGaps } from "./place-words.ts";

export type CardBlock = Extract<Block, { type: "card" }>;

/** The learner's own sentence: a card that stands first, without words until the analyser has found them. */
export function openOwnCard(answer: Answer, text: string): Answer {
  const card = { ...emptyCard(answer.language), text };
  const opened: CardBlock = { type: "card", id: `${answer.generationId}#0`, card, state: "provisional" };
  return { ...answer, blocks: [opened, ...answer.blocks] };
}

/** The analyser's words go into their card. Words of another sentence do not: the model may have written it in another width. */
export function attachAnalysis(blocks: Block[], { cardId, words }: { cardId: string; words: Word[] }): Block[] {
  return changeCard(blocks, cardId, (card) => (fits(card, words) ? fillGaps(card, words) : card));
}

type Judged = Pick<Word, "start" | "end" | "reading" | "candidates"> & { cardId: string; verdict: Verdict };

/** What the analyser says of one reading goes to the word that has this reading. */
export function attachVerdict(blocks: Block[], event: Judged): Block[] {
  const judge = (word: Word): Word => {
    const { from, start, end, reading, candidates } = word;
    if (from !== "model" || start !== event.start || end !== event.end || reading !== event.reading) return word;
    const known = event.candidates.length > 0 ? event.candidates : candidates;
    return { ...word, verdict: event.verdict, candidates: known };
  };
  return changeCard(blocks, event.cardId, (card) => ({ ...card, words: card.words.map(judge) }));
}

const changeCard = (blocks: Block[], id: string, change: (card: Card) => Card): Block[] =>
  blocks.map((block) => (block.type === "card" && block.id === id ? { ...block, card: change(block.card) } : block));

const fits = ({ text }: Card, words: readonly Word[]) =>
  words.every(({ start, end, surface }) => text.slice(start, end) === surface);

/** The learner's own sentence for which the analyser found no words and the model wrote no card says nothing. */
export const dropWordless = (blocks: Block[]): Block[] =>
  blocks.some(isWordless) ? blocks.filter((block) => !isWordless(block)) : blocks;

const isWordless = (block: Block) =>
  block.type === "card" && block.state === "provisional" && block.card.words.length === 0;

/** The model has opened a card of the sentence that was analysed beforehand: one card remains, the model's, with the words of both and the id of the first. `blocks` is changed. */
export function absorbProvisional(blocks: Block[], opened: CardBlock): CardBlock {
  const [first] = blocks; // there is one at most, and it stands first
  if (first?.type !== "card" || first.state !== "provisional") return opened;
  if (!isSameText(first.card.text, opened.card.text)) return opened;
  blocks.shift();
  const { words } = first.card;
  const own = { ...opened, id: first.id };
  // spans that do not fit (`ＡＢＣ` typed, `ABC` answered) are left to the analysis of the card's own text
  return fits(own.card, words) ? { ...own, card: fillGaps(own.card, words) } : own;
}

/** `日本 ` and `日本。` are the same sentence. A text that grows line by line is not compared for ever. */
export const isSameText = (one: string, other: string) =>
  other.length < one.length * 20 + 100 && plain(one) === plain(other);

/** Up to its last letter or sign. `[\p{P}\s]+$` would try each place of a long `。。。。` that something follows. */
const plain = (text: string) => /^.*[^\p{P}\s]/su.exec(text.normalize("NFKC"))?.[0].trim() ?? "";

export function emptyCard(language: LearningLanguage): Card {
  return { language, text: "", translation: "", words: [], notes: "", leftover: "" };
}

/** What the reader needs to know of an answer to open cards in it; `nextCard` counts up. */
export type Numbering = { language: LearningLanguage; generationId: string; nextCard: number };

export const numberingOf = ({ language, generationId, nextCard }: Answer): Numbering => ({
  language,
  generationId,
  nextCard,
});

/** The fold gives the id, so the page and the server give a card the same one. */
export const nextCardId = (numbering: Numbering): string => `${numbering.generationId}#${numbering.nextCard++}`;
