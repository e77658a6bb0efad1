import { memo, useRef } from "react";
import { isWrittenIn } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { type Piece, splitLearnerText } from "#shared/learner-text.ts";
import { LivingText } from "#web/text/living-text.tsx";
import { useSight } from "#web/text/use-sight.ts";
import { cutText, isHardToDraw, longestInOnePiece } from "#web/ui/cut-text.ts";
import styles from "./long-text.module.css";

export const needsBlocks = (text: string): boolean => text.length > longestInOnePiece || isHardToDraw(text);

/** In UTF-16 units. When a text grows, only its last part is cut again. */
const partLength = 30_000;
/** A block with more changes of language is tagged with one language as a whole. */
const mostPieces = 300;

type Props = { text: string; language?: LearningLanguage | undefined };

/** Draws a text of any length and any characters plainly, in blocks that the browser lays out when they can be seen. */
export const LongText = ({ text, language }: Props) =>
  cutText(text, partLength).map((part, index) => <Part key={index} text={part} language={language} />);

const Part = memo(function Part({ text, language }: Props) {
  return cutText(text).map((block, index) => <Block key={index} text={block} language={language} />);
});

/** Draws its sentences as living text while it is near the screen. */
const Block = memo(function Block({ text, language }: Props) {
  const ref = useRef<HTMLSpanElement>(null);
  const isSeen = useSight(ref) !== "unseen";
  const isHard = isHardToDraw(text);
  const pieces = language === undefined || isHard || !isSeen ? [] : splitLearnerText(text, language);
  const isTagged = language !== undefined && pieces.length > 0 && pieces.length <= mostPieces;
  return (
    <span
      ref={ref}
      className={styles.block}
      data-block=""
      data-hard={isHard || undefined}
      lang={language !== undefined && !isTagged && isWrittenIn(text, language) ? language : undefined}
    >
      {isTagged ? <TaggedPieces pieces={pieces} language={language} /> : text}
    </span>
  );
});

type PiecesProps = { pieces: readonly Piece[]; language: LearningLanguage };

export const TaggedPieces = ({ pieces, language }: PiecesProps) =>
  pieces.map(({ kind, text }, index) =>
    kind === "plain" ? text : <LivingText key={index} text={text} language={language} />,
  );
