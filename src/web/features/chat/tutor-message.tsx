import { memo, useMemo } from "react";
import type { Answer, Outcome } from "#shared/answer.ts";
import type { Message } from "#shared/chat.ts";
import { emptyAnswer } from "#shared/generation.ts";
import { useGeneration } from "#web/api/use-generation.ts";
import { FailureNote } from "#web/cards/failure-note.tsx";
import { ResponderLine } from "#web/cards/responder-line.tsx";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { CopyButton } from "#web/ui/copy-button.tsx";
import { RetryIcon } from "#web/ui/icons.tsx";
import { AnswerPager } from "./answer-pager.tsx";
import { AnswerView } from "./answer-view.tsx";
import { LiveStatus } from "./live-status.tsx";
import { StateLine, stateWords } from "./state-line.tsx";
import styles from "./tutor-message.module.css";

export type Retry = (messageId: string, mode: "retry" | "continue") => void;
export type Show = (messageId: string, generationId: string) => void;

type Props = {
  message: Message;
  /** Only the last answer can be retried: later messages build on the others. */
  isLast: boolean;
  /** The message is about a picture. */
  hasPictures: boolean;
  /** Blossom itself does not answer. */
  isGone: boolean;
  onStop: (generationId: string) => void;
  onEnd: (outcome?: Outcome) => void;
  onRetry: Retry;
  onShow: Show;
};

export const TutorMessage = memo(function TutorMessage(props: Props) {
  const { message, isLast, hasPictures, isGone, onStop, onEnd, onRetry, onShow } = props;
  const t = useTranslate();
  const { generation, generations, lastAttempt, language } = message;
  const kept = message.answer;
  const start = useMemo(
    () =>
      generation && (kept?.outcome ?? null) === null
        ? { id: generation.id, seq: generation.seq, answer: kept ?? emptyAnswer(language) }
        : null,
    [generation, kept, language],
  );
  const live = useGeneration(start, { onEnd, onLost: onEnd });
  const answer = live ?? kept ?? emptyAnswer(language);
  const isRunning = answer.outcome === null;

  return (
    <div className={styles.tutor} data-role="tutor">
      <span className="visually-hidden">{t.chat.tutor}</span>
      <AnswerView answer={answer} messageId={message.id} isLast={isLast} />
      {isRunning ? (
        <StateLine answer={answer} isGone={isGone} onStop={() => generation && onStop(generation.id)} />
      ) : (
        <Ending
          answer={answer}
          isLast={isLast}
          hasPictures={hasPictures}
          onRetry={(mode) => onRetry(message.id, mode)}
        />
      )}
      {!isRunning && generation && generations.length > 1 && (
        <AnswerPager all={generations} shown={generation.id} onShow={(id) => onShow(message.id, id)} />
      )}
      {!isRunning && lastAttempt && (
        <LastAttempt
          attempt={lastAttempt}
          answer={answer}
          onRetry={isLast ? () => onRetry(message.id, "retry") : undefined}
        />
      )}
      {isLast && <LiveStatus answer={answer} isGone={isGone} />}
    </div>
  );
});

type Attempt = NonNullable<Message["lastAttempt"]>;
type LastAttemptProps = { attempt: Attempt; answer: Answer; onRetry: (() => void) | undefined };

/** How the newest answer ended if it did not replace the shown one. */
function LastAttempt({ attempt, answer, onRetry }: LastAttemptProps) {
  const t = useTranslate();
  const { outcome, error, responder } = attempt;
  return (
    <div className={styles.lastAttempt}>
      {outcome === "failed" && error ? (
        <FailureNote error={error} responder={responder} onRetry={onRetry} />
      ) : (
        <p className={styles.ending}>{stateWords(t, { ...answer, ...attempt })}</p>
      )}
      <p className={styles.ending}>{t.chat.answers.kept}</p>
    </div>
  );
}

type EndingProps = Pick<Props, "isLast" | "hasPictures"> & {
  answer: Answer;
  onRetry: (mode: "retry" | "continue") => void;
};

/** How an answer ended, what can be done about it, and its responder. */
function Ending({ answer, isLast, hasPictures, onRetry }: EndingProps) {
  const t = useTranslate();
  const { outcome, error, blocks, text } = answer;
  const words = stateWords(t, answer);
  const canContinue = (outcome === "cut" || outcome === "interrupted" || outcome === "stopped") && text !== "";
  const buttons = isLast && outcome !== "complete" && (
    <>
      {canContinue && <Button onClick={() => onRetry("continue")}>{t.chat.continue}</Button>}
      <Button onClick={() => onRetry("retry")}>{t.chat.retry}</Button>
    </>
  );
  const canRedo = isLast && outcome === "complete";
  // a card has its own responder line and copy button
  const isOnlyCard = blocks.length === 1 && blocks[0]?.type === "card";

  return (
    <>
      {outcome === "complete" && text.trim() === "" && !answer.texts?.length && (
        <p className={styles.ending}>{t.chat.state.nothing}</p>
      )}
      {outcome === "failed" && error ? (
        <FailureNote
          error={error}
          responder={answer.responder}
          hasWords={blocks.some(({ type }) => type === "card")}
          hasPictures={hasPictures}
          since={answer.phaseSince}
          onRetry={isLast ? () => onRetry("retry") : undefined}
        />
      ) : (
        outcome !== "complete" && (
          <div className={styles.ending}>
            <span>{words}</span>
            {buttons}
          </div>
        )
      )}
      {text !== "" && (canRedo || !isOnlyCard) && (
        <footer className={styles.foot}>
          <ResponderLine responder={isOnlyCard ? null : answer.responder} usage={answer.usage}>
            {!isOnlyCard && <CopyButton text={text} label={t.chat.copyAnswer} done={t.chat.copied} />}
            {canRedo && <RetryButton label={t.chat.retry} onPress={() => onRetry("retry")} />}
          </ResponderLine>
        </footer>
      )}
    </>
  );
}

const RetryButton = ({ label, onPress }: { label: string; onPress: () => void }) => (
  <Button kind="icon" aria-label={label} title={label} onClick={onPress}>
    <RetryIcon size={16} />
  </Button>
);
