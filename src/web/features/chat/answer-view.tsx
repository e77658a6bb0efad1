import { memo, useState } from "react";
import type { Answer, Block } from "#shared/answer.ts";
import type { CardBlock } from "#shared/breakdown/attach.ts";
import { withOpenLine } from "#shared/breakdown/open-line.ts";
import { CardView } from "#web/cards/card-view.tsx";
import { SentenceCard } from "#web/cards/sentence-card.tsx";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { lazyPart } from "#web/ui/lazy.tsx";
import styles from "./answer-view.module.css";
import { Prose } from "./prose-view.tsx";

const FixView = lazyPart(() => import("./fix-view.tsx").then((part) => part.FixView), {
  Placeholder: ({ block, language }) => <p lang={language}>{block.corrected}</p>,
});
const Notices = lazyPart(() => import("#web/cards/notices.tsx").then((part) => part.Notices), {
  useStrings: useAnsweringStrings.useStart,
});
const TextList = lazyPart(() => import("#web/cards/text-list.tsx").then((part) => part.TextList), {
  useStrings: useAnsweringStrings.useStart,
});

type Props = { answer: Answer; messageId: string; isLast: boolean };
type Made = Pick<Answer, "responder" | "usage">;
const shownBelow: Made = { responder: null, usage: null };

/** The blocks of an answer so far: prose, cards, corrections, in the order in which they were written. */
export function AnswerView({ answer, messageId, isLast }: Props) {
  const blocks = withOpenLine(answer);
  // a card that is the only block shows the responder itself
  const { responder, usage } = blocks.length === 1 ? answer : shownBelow;
  const { texts, language } = answer;
  // advice for the future is shown once, not under every answer
  const notices = answer.notices.filter(({ code }) => isLast || (code !== "is_ollama" && code !== "better_language"));
  return (
    <>
      {notices.length > 0 && <Notices notices={notices} responder={answer.responder} />}
      {blocks.map((block, index) => (
        <BlockView
          key={blockKey(block, index)}
          block={block}
          answer={answer}
          messageId={messageId}
          responder={responder}
          usage={usage}
        />
      ))}
      {texts && texts.length > 1 && <TextList texts={texts} language={language} messageId={messageId} />}
    </>
  );
}

/** A card keeps its id when the model's card replaces the learner's sentence. */
const blockKey = (block: Block, index: number) => (block.type === "card" ? block.id : `${block.type}-${index}`);

function BlockView({ block, answer, messageId, ...made }: Omit<Props, "isLast"> & Made & { block: Block }) {
  const { language, outcome } = answer;
  switch (block.type) {
    case "text":
      return <Prose text={block.text} language={language} messageId={messageId} />;
    case "card":
      return <CardInAnswer block={block} outcome={outcome} messageId={messageId} {...made} />;
    case "fix":
      return <FixView block={block} language={language} />;
    case "json":
      return <pre className={styles.raw}>{block.text}</pre>;
  }
}

type CardProps = Made & { block: CardBlock; outcome: Answer["outcome"]; messageId: string };

const CardInAnswer = memo(function CardInAnswer({ block, outcome, messageId, responder, usage }: CardProps) {
  const t = useTranslate().card;
  const [isAskedAgain, setIsAskedAgain] = useState(false);
  const { card, state } = block;
  const view = (
    <>
      <CardView
        block={block}
        isRunning={outcome === null}
        responder={responder}
        usage={usage}
        onAskAgain={() => setIsAskedAgain(true)}
      />
      {isAskedAgain && (
        <SentenceCard
          text={card.text}
          language={card.language}
          messageId={messageId}
          fresh
          onClose={() => setIsAskedAgain(false)}
        />
      )}
    </>
  );
  // the model answered in another way: the analyser's words are folded away
  const isAside = state === "provisional" && (outcome === "complete" || outcome === "cut");
  if (!isAside) return view;
  return (
    <details className={styles.ownWords}>
      <summary>{t.yourWords}</summary>
      {view}
    </details>
  );
});
