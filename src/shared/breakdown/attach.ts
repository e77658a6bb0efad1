import type { Answer, Block } from "#shared/answer.ts";
import type { Card, Verdict, Word } from "#shared/card.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { fillGaps } from "./place-words.ts";

export type CardBlock = Extract<Block, { type: "card" }>;

/** The analyser's words go into the cards of that sentence; as long as there is none they are a card themselves. */
export function attachAnalysis(answer: Answer, { text, words }: { text: string; words: Word[] }): Block[] {
  let found = false;
  const blocks = answer.blocks.map((block) => {
    if (block.type !== "card" || block.card.text !== text) return block;
    found = true;
    return { ...block, card: fillGaps(block.card, words) };
  });
  if (found) return blocks;
  if (blocks.some((block) => block.type === "card")) return answer.blocks; // a sentence that its card no longer has
  // first, even where the model was quicker than the dictionary: the place must not depend on who was
  return [{ type: "card", card: { ...emptyCard(answer.language), text, words }, state: "provisional" }, ...blocks];
}

export function attachVerdict(
  blocks: Block[],
  verdict: { text: string; start: number; end: number; reading: string; verdict: Verdict; candidates: string[] },
): Block[] {
  const judge = (word: Word): Word => {
    const { from, start, end, reading, candidates } = word;
    if (from !== "model" || start !== verdict.start || end !== verdict.end || reading !== verdict.reading) return word;
    const known = verdict.candidates.length > 0 ? verdict.candidates : candidates;
    return { ...word, verdict: verdict.verdict, candidates: known };
  };
  return blocks.map((block) =>
    block.type === "card" && block.card.text === verdict.text
      ? { ...block, card: { ...block.card, words: block.card.words.map(judge) } }
      : block,
  );
}

/** The model has opened a card of the sentence that was analysed beforehand: one card remains, the model's, with both's words. `blocks` is changed. */
export function absorbProvisional(blocks: Block[], opened: CardBlock): CardBlock {
  const [first] = blocks; // there is one at most, and it stands first
  if (first?.type !== "card" || first.state !== "provisional") return opened;
  if (!isSameText(first.card.text, opened.card.text)) return opened;
  blocks.shift();
  const { words } = first.card;
  // spans that do not fit (`ＡＢＣ` typed, `ABC` answered) are left to the analysis of the card's own text
  const fits = words.every(({ start, end, surface }) => opened.card.text.slice(start, end) === surface);
  return fits ? { ...opened, card: fillGaps(opened.card, words) } : opened;
}

/** `日本 ` and `日本。` are the same sentence. A text that grows line by line is not compared for ever. */
export const isSameText = (one: string, other: string) =>
  other.length < one.length * 20 + 100 && plain(one) === plain(other);

/** Up to its last letter or sign. `[\p{P}\s]+$` would try each place of a long `。。。。` that something follows. */
const plain = (text: string) => /^.*[^\p{P}\s]/su.exec(text.normalize("NFKC"))?.[0].trim() ?? "";

export function emptyCard(language: LearningLanguage): Card {
  return { language, text: "", translation: "", words: [], notes: "", leftover: "" };
}
