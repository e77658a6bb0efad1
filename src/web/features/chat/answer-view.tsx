import { memo, useState } from "react";
import type { Answer, Notice } from "#shared/answer.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { isMadeOfCards } from "#shared/is-made-of-cards.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { isAdvice, LazyNotices } from "#web/cards/lazy-notices.ts";
import { lazyPart } from "#web/ui/lazy.tsx";
import { AnswerCardView, ExplainingContext } from "./answer-card.tsx";
import styles from "./answer-view.module.css";
import { Prose } from "./prose-view.tsx";
import type { Explaining } from "./use-explain-cards.ts";

const ArticleView = lazyPart(() => import("./article-view.tsx").then((part) => part.ArticleView), {
  useStrings: useAnsweringStrings.useStart,
  Placeholder: ({ source, language }) => (
    <p lang={language} className={styles.source}>
      {source}
    </p>
  ),
});
const TextList = lazyPart(() => import("#web/cards/text-list.tsx").then((part) => part.TextList), {
  useStrings: useAnsweringStrings.useStart,
});

/** A longer text is running text, and its cards fold out. */
export const mostFullCards = 3;

type Props = {
  answer: Answer;
  /** The learner's text. */
  source: string;
  messageId: string;
  conversationId: string;
  isLast: boolean;
  explaining: Explaining;
  /** Answers again with the learner's text read as that language. */
  onReadAs?: ((language: LearningLanguage) => void) | undefined;
};

/** An answer so far: cards for an explanation, prose for a reply. */
export function AnswerView(props: Props) {
  const { answer, source, messageId, conversationId, isLast, explaining, onReadAs } = props;
  const { task, text, texts, cards, language } = answer;
  const early = useEarlyNotices(answer);
  const notices = (some: readonly Notice[]) => {
    const shown = some.filter((notice) => isLast || !isAdvice(notice));
    return shown.length > 0 && <LazyNotices notices={shown} responder={answer.responder} onReadAs={onReadAs} />;
  };
  // prose that is still growing would push them down
  const mayEnd = isMadeOfCards(answer) || answer.outcome !== null;
  const prose = !isMadeOfCards(answer) && (
    <Prose text={text} language={language} messageId={messageId} isGrowing={answer.outcome === null} />
  );
  return (
    <ExplainingContext value={explaining}>
      {notices(answer.notices.slice(0, early))}
      {task === "question" && prose}
      {/* the learner's own sentence is living text where it stands, so a reply draws no card */}
      {task === "reply" ? null : cards.length > mostFullCards ? (
        <ArticleView
          cards={cards}
          source={texts?.join("\n") ?? source}
          language={language}
          messageId={messageId}
          conversationId={conversationId}
          explaining={explaining}
        />
      ) : (
        <Cards answer={answer} messageId={messageId} />
      )}
      {task !== "question" && prose}
      {/* several texts of which none was explained: the learner chooses one */}
      {texts && texts.length > 1 && cards.length === 0 && (
        <TextList texts={texts} language={language} messageId={messageId} />
      )}
      {mayEnd && notices(answer.notices.slice(early))}
    </ExplainingContext>
  );
}

/** How many notices stand before the answer: those known before its first word or card. A later one would move the text being read. */
function useEarlyNotices({ generationId, notices, text, cards }: Answer): number {
  const [begun, setBegun] = useState<{ generationId: string; count: number } | null>(null);
  const count = notices.length;
  if (text === "" && cards.length === 0) return count;
  if (begun?.generationId === generationId) return begun.count;
  setBegun({ generationId, count });
  return count;
}

type CardsProps = Pick<Props, "answer" | "messageId">;

const Cards = memo(function Cards({ answer, messageId }: CardsProps) {
  const { cards, task, responder, usage, generationId, outcome } = answer;
  // a card that is the whole answer shows the responder itself
  const isWhole = task === "explain" && cards.length === 1;
  return cards.map((answerCard) => (
    <AnswerCardView
      key={answerCard.id}
      answerCard={answerCard}
      messageId={messageId}
      isRunning={outcome === null}
      isWord={task === "word"}
      model={responder?.model}
      responder={isWhole ? responder : null}
      usage={isWhole ? usage : null}
      generationId={isWhole ? generationId : undefined}
    />
  ));
});
