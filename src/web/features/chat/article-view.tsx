import { memo, type ReactNode, useState } from "react";
import type { AnswerCard } from "#shared/answer.ts";
import { isExplained } from "#shared/missing.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Settings } from "#shared/settings.ts";
import { useSettings } from "#web/api/settings.ts";
import { CardView } from "#web/cards/card-view.tsx";
import { FailureNote } from "#web/cards/failure-note.tsx";
import { RubyText } from "#web/cards/sentence.tsx";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { CloseIcon } from "#web/ui/icons.tsx";
import styles from "./article-view.module.css";
import { ExplainAll } from "./explain-all.tsx";
import { Pressable } from "./pressable.tsx";
import { type ParagraphPiece, toParagraphs } from "./to-paragraphs.ts";
import type { Explaining, ExplainFailure } from "./use-explain-cards.ts";

type Props = {
  cards: readonly AnswerCard[];
  /** The text that the sentences come from. */
  source: string;
  language: LearningLanguage;
  conversationId: string;
  explaining: Explaining;
  onStop: (generationId: string) => void;
};

/** A longer text: running text with its readings, in its paragraphs. The card of a sentence folds out under it. */
export function ArticleView({ cards, source, language, conversationId, explaining, onStop }: Props) {
  const { readings } = useSettings();
  const { cardIds, failure, fillIn } = explaining;
  const toSentence = (piece: ParagraphPiece): Piece => {
    const id = piece.answerCard?.id ?? "";
    return { ...piece, isPending: cardIds.has(id), failure: failure?.cardIds.includes(id) ? failure : null };
  };
  return (
    <div className={styles.article} data-article="">
      <ExplainAll cards={cards} conversationId={conversationId} explaining={explaining} onStop={onStop} />
      {toParagraphs(source, cards).map((pieces, index) => (
        <Paragraph
          key={index}
          pieces={pieces.map(toSentence)}
          language={language}
          readings={readings}
          onExplain={fillIn}
        />
      ))}
    </div>
  );
}

type Piece = ParagraphPiece & { isPending: boolean; failure: ExplainFailure | null };
type ParagraphProps = {
  pieces: readonly Piece[];
  language: LearningLanguage;
  readings: Settings["readings"];
  onExplain: Explaining["fillIn"];
};

/** One event changes one card, and draws only its paragraph again. */
const Paragraph = memo(function Paragraph({ pieces, language, readings, onExplain }: ParagraphProps) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const toggle = ({ id, state }: AnswerCard) => {
    const next = new Set(opened);
    if (!next.delete(id)) {
      next.add(id);
      if (state === "words") onExplain(id);
    }
    setOpened(next);
  };

  const blocks: ReactNode[] = [];
  let line: ReactNode[] = [];
  const closeLine = () => {
    if (line.length > 0)
      blocks.push(
        <p key={blocks.length} className={styles.text} lang={language}>
          {line}
        </p>,
      );
    line = [];
  };
  for (const [index, piece] of pieces.entries()) {
    const { answerCard, text } = piece;
    if (!answerCard) {
      line.push(text);
      continue;
    }
    const isOpen = opened.has(answerCard.id);
    line.push(
      <Pressable
        key={index}
        language={language}
        isOpen={isOpen}
        isExplained={isExplained(answerCard.card)}
        onPress={() => toggle(answerCard)}
      >
        <RubyText text={text} words={answerCard.card.words} language={language} readings={readings} />
      </Pressable>,
    );
    if (!isOpen) continue;
    closeLine();
    blocks.push(
      <OpenedCard
        key={answerCard.id}
        {...piece}
        answerCard={answerCard}
        onExplain={onExplain}
        onClose={() => toggle(answerCard)}
      />,
    );
  }
  closeLine();
  return <div>{blocks}</div>;
}, isSame);

function isSame(before: ParagraphProps, now: ParagraphProps): boolean {
  const { pieces, ...rest } = now;
  return (
    (Object.keys(rest) as (keyof typeof rest)[]).every((name) => before[name] === now[name]) &&
    before.pieces.length === pieces.length &&
    pieces.every((piece, index) => {
      const old = before.pieces[index];
      return (
        old?.text === piece.text &&
        old.answerCard === piece.answerCard &&
        old.isPending === piece.isPending &&
        old.failure === piece.failure
      );
    })
  );
}

type OpenedProps = Omit<Piece, "answerCard" | "text"> & {
  answerCard: AnswerCard;
  onExplain: Explaining["fillIn"];
  onClose: () => void;
};

function OpenedCard({ answerCard, isPending, failure, onExplain, onClose }: OpenedProps) {
  const t = useTranslate().card;
  return (
    <div className={styles.card}>
      <Button kind="icon" className={styles.close} aria-label={t.close} onClick={onClose}>
        <CloseIcon size={17} />
      </Button>
      <CardView answerCard={answerCard} isRunning={isPending} onFillIn={onExplain} />
      {failure && (
        <FailureNote
          error={failure.error}
          responder={failure.responder}
          since={failure.since}
          hasWords
          onRetry={() => onExplain(answerCard.id)}
        />
      )}
    </div>
  );
}
