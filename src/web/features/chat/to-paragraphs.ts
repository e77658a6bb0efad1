import type { AnswerCard } from "#shared/answer.ts";

/** A part of a paragraph: a sentence with its card, or text between two sentences. */
export type ParagraphPiece = { text: string; answerCard: AnswerCard | null };

/** The learner's text in paragraphs, with the card of each sentence in its place. Only white space at the edges of a paragraph is dropped. */
export function toParagraphs(source: string, cards: readonly AnswerCard[]): ParagraphPiece[][] {
  const paragraphs: ParagraphPiece[][] = [[]];
  const addText = (text: string) => {
    for (const [index, line] of text.split(/\n+/).entries()) {
      if (index > 0) paragraphs.push([]);
      if (line !== "") paragraphs.at(-1)?.push({ text: line, answerCard: null });
    }
  };
  let end = 0;
  for (const answerCard of cards) {
    const { text, at } = answerCard.card;
    const start = source.startsWith(text, at) ? at : source.indexOf(text, end);
    if (start >= end) {
      addText(source.slice(end, start));
      end = start + text.length;
    }
    paragraphs.at(-1)?.push({ text, answerCard });
  }
  addText(source.slice(end));
  return paragraphs.map(trimEnds).filter((pieces) => pieces.length > 0);
}

const isBlank = (piece: ParagraphPiece | undefined) => piece?.answerCard === null && piece.text.trim() === "";

function trimEnds(pieces: ParagraphPiece[]): ParagraphPiece[] {
  const from = isBlank(pieces[0]) ? 1 : 0;
  return pieces.slice(from, isBlank(pieces.at(-1)) ? -1 : undefined);
}
