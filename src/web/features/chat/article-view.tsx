import { memo, type ReactNode, useState } from "react";
import type { AnswerCard } from "#shared/answer.ts";
import { isExplained } from "#shared/missing.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { languages } from "#shared/languages/index.ts";
import { useSettings } from "#web/api/settings.ts";
import { LivingText } from "#web/text/living-text.tsx";
import { Button } from "#web/ui/button.tsx";
import { CloseIcon } from "#web/ui/icons.tsx";
import { AnswerCardView } from "./answer-card.tsx";
import styles from "./article-view.module.css";
import { Columns, DirectionToggle } from "./columns.tsx";
import { ExplainAll } from "./explain-all.tsx";
import { type ParagraphPiece, toParagraphs } from "./to-paragraphs.ts";
import type { Explaining } from "./use-explain-cards.ts";

type Props = {
  cards: readonly AnswerCard[];
  /** The text that the sentences come from. */
  source: string;
  language: LearningLanguage;
  messageId: string;
  conversationId: string;
  explaining: Explaining;
};

/** A longer text: running text with its readings, in its paragraphs. The card of a sentence folds out under it. */
export function ArticleView({ cards, source, language, messageId, conversationId, explaining }: Props) {
  const { articleDirection } = useSettings();
  const canBeVertical = languages[language].isSetVertically === true;
  const paragraphs = toParagraphs(source, cards).map((pieces, index) => (
    <Paragraph key={index} pieces={pieces} language={language} messageId={messageId} onExplain={explaining.fillIn} />
  ));
  return (
    <div className={styles.article} data-article="">
      <ExplainAll cards={cards} conversationId={conversationId} explaining={explaining} />
      {canBeVertical && <DirectionToggle />}
      {canBeVertical && articleDirection === "vertical" ? <Columns>{paragraphs}</Columns> : paragraphs}
    </div>
  );
}

type ParagraphProps = {
  pieces: readonly ParagraphPiece[];
  language: LearningLanguage;
  messageId: string;
  onExplain: Explaining["fillIn"];
};

/** One event changes one card, and draws only its paragraph again. */
const Paragraph = memo(function Paragraph({ pieces, language, messageId, onExplain }: ParagraphProps) {
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
  for (const piece of pieces) {
    const { answerCard, text } = piece;
    if (!answerCard) {
      line.push(text);
      continue;
    }
    const isOpen = opened.has(answerCard.id);
    line.push(
      <span key={answerCard.id} data-sentence={answerCard.id}>
        <LivingText
          text={text}
          words={answerCard.card.words}
          language={language}
          messageId={messageId}
          isOpen={isOpen}
          isExplained={isExplained(answerCard.card)}
          onOpen={() => toggle(answerCard)}
        />
      </span>,
    );
    if (!isOpen) continue;
    closeLine();
    blocks.push(
      <OpenedCard
        key={answerCard.id}
        answerCard={answerCard}
        messageId={messageId}
        onClose={() => {
          sentenceOf(answerCard.id)?.focus({ preventScroll: true });
          toggle(answerCard);
        }}
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
      return old?.text === piece.text && old.answerCard === piece.answerCard;
    })
  );
}

/** The sentence gets the focus back when its card closes. */
const sentenceOf = (cardId: string) => document.querySelector<HTMLElement>(`[data-sentence="${cardId}"] [data-living]`);

type OpenedProps = { answerCard: AnswerCard; messageId: string; onClose: () => void };

function OpenedCard({ answerCard, messageId, onClose }: OpenedProps) {
  const t = useTranslate().card;
  return (
    <div className={styles.card}>
      <Button kind="icon" className={styles.close} aria-label={t.close} onClick={onClose}>
        <CloseIcon size={17} />
      </Button>
      <AnswerCardView answerCard={answerCard} messageId={messageId} isRunning={false} />
    </div>
  );
}
