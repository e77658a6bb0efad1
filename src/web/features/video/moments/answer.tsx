import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef } from "react";
import type { Answer, AnswerCard } from "#shared/answer.ts";
import { emptyAnswer } from "#shared/apply-generation-event.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { isExplained } from "#shared/missing.ts";
import { wordsQuery } from "#web/api/analyse.ts";
import { stopGeneration } from "#web/api/chat.ts";
import { toApiError } from "#web/api/client.ts";
import { useGeneration } from "#web/api/use-generation.ts";
import { CardView } from "#web/cards/card-view.tsx";
import { FailureNote } from "#web/cards/failure-note.tsx";
import { isAdvice, LazyNotices } from "#web/cards/lazy-notices.ts";
import { LiveStatus } from "#web/cards/live-status.tsx";
import { NoteText } from "#web/cards/note-text.tsx";
import { StateLine, stateWords } from "#web/cards/state-line.tsx";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { GrowingContext } from "#web/text/growing.ts";
import { Button } from "#web/ui/button.tsx";
import styles from "./answer.module.css";
import { TextChoice } from "./text-choice.tsx";
import { useFilling } from "./use-filling.ts";

type Props = {
  generationId: string;
  language: LearningLanguage;
  /** The line, whose words the page may already have. */
  line: string | null;
  /** The learner chooses one of several texts. */
  onPick: (text: string) => void;
  /** Shown if there is no text in the picture. */
  noText: ReactNode;
  /** Asks again. */
  onRetry: () => void;
  onEnd: (answer: Answer) => void;
};

/** The answer of a moment: its card, several texts to choose from, or why there is none. */
export function MomentAnswer({ generationId, language, line, noText, onPick, onRetry, onEnd }: Props) {
  const answer = useFollowed(generationId, language, onEnd);
  const filling = useFilling(language);
  const known = useKnownCard(line, language, answer.cards.length > 0);
  const newest = filling.answer ?? answer;
  const isRunning = answer.outcome === null;
  const isWord = answer.task === "word";
  const { error, texts, cards } = answer;
  const shown = cards.length === 0 && isRunning && known ? [known] : cards;
  const isOnly = shown.length === 1;
  const isWhole = cards.length > 0 && cards.every((card) => isExplained(filling.complete(card).card));
  const notices = newest.notices.filter((notice) => !isAdvice(notice));

  if (error?.code === "no_text") return noText;
  return (
    <div className={styles.answer}>
      {notices.length > 0 && <LazyNotices notices={notices} responder={newest.responder} />}
      {shown.length === 0 && isRunning && (
        <div className={styles.note}>
          <Progress answer={answer} />
        </div>
      )}
      {shown.map((card) => (
        <CardView
          key={card.id}
          answerCard={filling.complete(card)}
          isRunning={isRunning || filling.isRunning(card.id)}
          progress={<Progress answer={newest} />}
          responder={isOnly ? newest.responder : null}
          usage={isOnly ? newest.usage : null}
          generationId={isOnly ? newest.generationId : undefined}
          model={newest.responder?.model}
          onFillIn={isRunning || isWord ? undefined : filling.fillIn}
          onAskAbout={isRunning || isWord ? undefined : filling.askAbout}
        />
      ))}
      {isWord && answer.text !== "" && (
        <div className={styles.note}>
          <GrowingContext value={isRunning}>
            <NoteText text={answer.text.trim()} language={answer.language} />
          </GrowingContext>
        </div>
      )}
      {texts && texts.length > 1 && cards.length === 0 && (
        <TextChoice texts={texts} language={answer.language} onPick={onPick} />
      )}
      {!(isWhole && answer.outcome === "incomplete") && (
        <Ending answer={answer} hasWords={cards.length > 0} onRetry={onRetry} />
      )}
      {filling.answer && <Ending answer={filling.answer} hasWords onRetry={filling.again} />}
      {filling.error && <FailureNote error={toApiError(filling.error)} onRetry={filling.again} />}
      <LiveStatus answer={newest} isGone={false} />
    </div>
  );
}

function useFollowed(generationId: string, language: LearningLanguage, onEnd: (answer: Answer) => void): Answer {
  const empty = emptyAnswer(language);
  const answer = useGeneration({ id: generationId, seq: 0, answer: empty }) ?? empty;
  const { outcome } = answer;
  const latest = useRef({ answer, onEnd });
  useEffect(() => {
    latest.current = { answer, onEnd };
  });
  useEffect(() => {
    if (outcome !== null) latest.current.onEnd(latest.current.answer);
  }, [outcome]);
  return answer;
}

/** The page may already have the engine's words of the line, so its card shows them before the server answers. */
function useKnownCard(line: string | null, language: LearningLanguage, isMade: boolean): AnswerCard | null {
  const { data } = useQuery({ ...wordsQuery(language, line ?? ""), enabled: line !== null && !isMade });
  if (line === null || !data?.words.length) return null;
  const empty = { at: 0, translation: "", joins: [], note: "" };
  return { id: "", state: "asked", card: { ...empty, language, text: line, words: [...data.words] } };
}

/** What the generation is doing, and Stop. */
const Progress = ({ answer }: { answer: Answer }) => (
  <StateLine
    answer={answer}
    isGone={false}
    // if it has ended meanwhile, there is nothing to stop
    onStop={() => void stopGeneration(answer.generationId).catch(() => {})}
  />
);

type EndingProps = { answer: Answer; hasWords: boolean; onRetry: () => void };

/** Why an answer is not complete, and the way to try again. */
function Ending({ answer, hasWords, onRetry }: EndingProps) {
  const t = useTranslate();
  const { outcome, error, responder } = answer;
  if (outcome === null || outcome === "complete") return null;
  if (outcome === "failed" && error)
    return <FailureNote error={error} responder={responder} hasWords={hasWords} onRetry={onRetry} />;
  return (
    <p className={styles.ending}>
      <span>{stateWords(t, answer)}</span>
      <Button onClick={onRetry}>{t.chat.retry}</Button>
    </p>
  );
}
