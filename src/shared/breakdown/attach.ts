import type { Answer, Block } from "#shared/answer.ts";
import type { Card, Word } from "#shared/card.ts";
import { withoutBrackets } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { foldScript } from "./fold-script.ts";
import { fillGaps, moveWords } from "./place-words.ts";

export type CardBlock = Extract<Block, { type: "card" }>;

/** Opens the card of the learner's own sentence. It comes first and has no words until the analyser finds them. */
export function openOwnCard(answer: Answer, { text, scripts }: Pick<Card, "text" | "scripts">): Answer {
  const card = { ...emptyCard(answer.language), text, ...(scripts && { scripts }) };
  const opened: CardBlock = { type: "card", id: `${answer.generationId}#0`, card, state: "provisional" };
  return { ...answer, blocks: [opened, ...answer.blocks] };
}

/** Adds the analyser's words to their card, unless they do not fit its text: the model may have written it in another width. */
export function attachAnalysis(blocks: Block[], { cardId, words }: { cardId: string; words: Word[] }): Block[] {
  return changeCard(blocks, cardId, (card) => (fits(card, words) ? fillGaps(card, words) : card));
}

type Judged = Pick<Word, "start" | "end" | "candidates" | "state" | "origin" | "verdict"> & {
  cardId: string;
  claim: string;
};

/** Adds a verdict to the word at its span with this claim, and the readings of a span that the analysis did not have. */
export function attachVerdict(blocks: Block[], event: Judged): Block[] {
  const judge = (language: LearningLanguage, word: Word): Word => {
    const { start, end, claim = "" } = word;
    if (start !== event.start || end !== event.end || claim !== event.claim) return word;
    const judged = word.claimBy === "learner" ? word : { ...word, verdict: event.verdict };
    const { candidates, state, origin } = event;
    if (candidates.length === 0 || word.state === "chosen") return judged;
    // the analysis knows more of its own words: it read the sentence around them
    if (word.state !== "none") return { ...judged, candidates };
    const reading = candidates[0] === withoutBrackets(word.surface, language) ? "" : candidates[0]!;
    return { ...judged, reading, candidates, state, ...(origin && { origin }) };
  };
  return changeCard(blocks, event.cardId, (card) => ({
    ...card,
    words: card.words.map((word) => judge(card.language, word)),
  }));
}

const changeCard = (blocks: Block[], id: string, change: (card: Card) => Card): Block[] =>
  blocks.map((block) => (block.type === "card" && block.id === id ? { ...block, card: change(block.card) } : block));

const fits = ({ text }: Card, words: readonly Word[]) =>
  words.every(({ start, end, surface }) => text.slice(start, end) === surface);

/** Removes the learner's own card if the analyser found no words for it and the model wrote no card of it. */
export const dropWordless = (blocks: Block[]): Block[] =>
  blocks.some(isWordless) ? blocks.filter((block) => !isWordless(block)) : blocks;

const isWordless = (block: Block) =>
  block.type === "card" && block.state === "provisional" && block.card.words.length === 0;

/** Merges the provisional card into the model's card of the same sentence: the result has the words of both and the id of the first. Changes `blocks`. */
export function absorbProvisional(blocks: Block[], opened: CardBlock): CardBlock {
  const [first] = blocks; // there is at most one, and it comes first
  if (first?.type !== "card" || first.state !== "provisional") return opened;
  const { text, words, scripts } = first.card;
  const isSame = isSameText(text, opened.card.text);
  if (!isSame && !isSameText(foldScript(text, scripts), foldScript(opened.card.text, scripts))) return opened;
  blocks.shift();
  const named = { ...opened, id: first.id, card: scripts ? { ...opened.card, scripts } : opened.card };
  const own = isSame ? named : { ...named, card: moveWords(named.card, text) ?? named.card };
  // if the spans do not fit (`ＡＢＣ` typed, `ABC` answered), a later analysis of the card's own text gives the words
  return fits(own.card, words) ? { ...own, card: fillGaps(own.card, words) } : own;
}

/** `日本 ` and `日本。` are the same sentence. The length check saves the comparison of a text that has grown much longer. */
export const isSameText = (one: string, other: string) =>
  other.length < one.length * 20 + 100 && plain(one) === plain(other);

/** The text up to its last character that is not punctuation. `[\p{P}\s]+$` would be slow on a long `。。。。` with text after it. */
const plain = (text: string) => /^.*[^\p{P}\s]/su.exec(text.normalize("NFKC"))?.[0].trim() ?? "";

export function emptyCard(language: LearningLanguage): Card {
  return { language, text: "", translation: "", words: [], notes: "", leftover: "" };
}

/** The part of an answer that the reader needs to open cards; `nextCard` counts up. */
export type Numbering = { language: LearningLanguage; generationId: string; nextCard: number };

export const numberingOf = ({ language, generationId, nextCard }: Answer): Numbering => ({
  language,
  generationId,
  nextCard,
});

/** Ids are made in the fold, so the page and the server give a card the same id. */
export const nextCardId = (numbering: Numbering): string => `${numbering.generationId}#${numbering.nextCard++}`;
