import { useMemo } from "react";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { splitLearnerText } from "#shared/learner-text.ts";
import { LivingSentence } from "./opened-cards.tsx";
import { Paragraph, type Part } from "./placed-blocks.tsx";

export type ProsePieceProps = {
  text: string;
  language: LearningLanguage;
  /** The language of the explanations around it. */
  about: string;
  messageId: string;
};

/** Prose without Markdown, sentence by sentence. */
export function PlainText({ text, language, about }: ProsePieceProps) {
  const parts = useMemo(() => toParts(text, language, about), [text, language, about]);
  return <Paragraph parts={parts} />;
}

function toParts(text: string, language: LearningLanguage, about: string): Part[] {
  const pieces = splitLearnerText(text, language, about);
  const sentences = pieces.filter(({ kind }) => kind === "sentence").map((piece) => piece.text);
  let next = 0;
  return pieces.map((piece, index): Part => {
    if (piece.kind === "plain") return { content: piece.text, number: null };
    const number = piece.kind === "sentence" ? next++ : null;
    const context =
      number === null
        ? { before: [], after: [] }
        : { before: sentences.slice(Math.max(0, number - 2), number), after: sentences.slice(number + 1, number + 3) };
    const nodes = [{ type: "text" as const, value: piece.text }];
    return {
      content: <LivingSentence key={index} text={piece.text} nodes={nodes} number={number} context={context} />,
      number,
    };
  });
}
