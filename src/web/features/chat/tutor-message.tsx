import { memo, useMemo } from "react";
import type { Answer, Outcome, Task } from "#shared/answer.ts";
import type { Message } from "#shared/chat.ts";
import { isMadeOfCards } from "#shared/is-made-of-cards.ts";
import { emptyAnswer } from "#shared/apply-generation-event.ts";
import { isExplained } from "#shared/missing.ts";
import { useGeneration } from "#web/api/use-generation.ts";
import { FailureNote } from "#web/cards/failure-note.tsx";
import { ResponderLine } from "#web/cards/responder-line.tsx";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { useTutorStrings } from "#web/i18n/use-tutor-strings.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { answerToText } from "#web/text/copy/answer-to-text.ts";
import { Button } from "#web/ui/button.tsx";
import { CopyButton } from "#web/ui/copy-button.tsx";
import { RetryIcon } from "#web/ui/icons.tsx";
import { lazyPart } from "#web/ui/lazy.tsx";
import { AnswerView, mostFullCards } from "./answer-view.tsx";
import { HearReply } from "./hear-reply.tsx";
import { LiveStatus } from "#web/cards/live-status.tsx";
import { StateLine, stateWords } from "#web/cards/state-line.tsx";
import { useEditing } from "./editing.ts";
import { isWorthCounting } from "./known-line/is-worth-counting.ts";
import { LazyKnownLine } from "./known-line/lazy-known-line.tsx";
import { Pager } from "./pager.tsx";
import styles from "./tutor-message.module.css";
import { verbOf } from "./unused-verbs.ts";
import type { Retry, Show } from "./use-answers.ts";
import { useExplainCards } from "./use-explain-cards.ts";

const Thoughts = lazyPart(() => import("#web/cards/thoughts.tsx").then((part) => part.Thoughts), {
  useStrings: useAnsweringStrings.useStart,
});

const PracticeLine = lazyPart(() => import("./practice-line.tsx").then((part) => part.PracticeLine), {
  useStrings: useTutorStrings.useStart,
});

type Props = {
  message: Message;
  /** The learner's message that it answers. */
  asked: Message | undefined;
  conversationId: string;
  /** The last answer is retried in its place. Later messages build on an earlier one (`isEarlier`), so its retry begins a branch. */
  isLast: boolean;
  isEarlier: boolean;
  /** Blossom itself does not answer. */
  isGone: boolean;
  onStop: (generationId: string) => void;
  onEnd: (outcome?: Outcome) => void;
  onRetry: Retry;
  onShow: Show;
};

export const TutorMessage = memo(function TutorMessage(props: Props) {
  const { message, asked, conversationId, isLast, isEarlier, isGone, onStop, onEnd, onRetry, onShow } = props;
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
  const own = useMemo(() => live ?? kept ?? emptyAnswer(language), [live, kept, language]);
  const { answer, explaining } = useExplainCards(own, message, { conversationId, onEnd, onStop });
  const isRunning = answer.outcome === null;

  const thoughts = answer.thoughtMs !== null && (
    <Thoughts
      key={answer.generationId}
      generationId={answer.generationId}
      ms={answer.thoughtMs}
      isThinking={answer.phase === "thinking"}
    />
  );
  return (
    <div className={styles.tutor} data-role="tutor" data-message={message.id}>
      <h2 className="visually-hidden">{t.chat.tutor}</h2>
      {/* a model thinks before it writes; for a sentence, the engine's card comes first */}
      {!isMadeOfCards(answer) && thoughts}
      <AnswerView
        answer={answer}
        source={asked?.text ?? ""}
        messageId={message.id}
        conversationId={conversationId}
        isLast={isLast}
        explaining={explaining}
        onReadAs={isRunning ? undefined : (as) => onRetry(message.id, "retry", { language: as })}
      />
      {isMadeOfCards(answer) && thoughts}
      {isRunning ? (
        <div className={styles.live}>
          <StateLine answer={answer} isGone={isGone} onStop={() => generation && onStop(generation.id)} />
          {answer.task === "reply" && answer.text !== "" && <HearReply messageId={message.id} isRunning />}
        </div>
      ) : (
        <Ending
          answer={answer}
          messageId={message.id}
          isLast={isLast}
          onceAsked={isEarlier ? asked : undefined}
          onRetry={(mode) => onRetry(message.id, mode)}
        />
      )}
      {!isRunning && answer.task === "reply" && isWorthCounting(answer.text, language) && (
        <div className={styles.known}>
          <LazyKnownLine
            text={answer.text}
            language={language}
            messageId={message.id}
            onSimpler={isLast ? (avoid) => onRetry(message.id, "simpler", { avoid }) : undefined}
          />
        </div>
      )}
      {!isRunning && isLast && answer.task === "reply" && answer.text !== "" && (
        <PracticeLine
          answer={answer}
          conversationId={conversationId}
          messageId={message.id}
          onAgain={() => onRetry(message.id, "retry")}
        />
      )}
      {!isRunning && generation && generations.length > 1 && (
        <Pager all={generations} shown={generation.id} words={t.chat.answers} onShow={(id) => onShow(message.id, id)} />
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

/** A card is asked about again and does not go on. */
const goesOn: ReadonlySet<Task> = new Set(["reply", "question", "word"]);

type EndingProps = {
  answer: Answer;
  messageId: string;
  isLast: boolean;
  /** The learner's message, if others follow it. */
  onceAsked: Message | undefined;
  onRetry: (mode: "retry" | "continue") => void;
};

/** How an answer ended, what can be done about it, and its responder. */
function Ending({ answer, messageId, isLast, onceAsked, onRetry }: EndingProps) {
  const t = useTranslate();
  const { cards, task, text } = answer;
  // what was missing has been filled in since
  const isWhole = task === "explain" && cards.length > 0 && cards.every(({ card }) => isExplained(card));
  const { outcome, error } = isWhole ? ({ outcome: "complete", error: null } as const) : answer;
  const words = stateWords(t, answer);
  const canContinue =
    (outcome === "cut" || outcome === "interrupted" || outcome === "stopped") && goesOn.has(task) && text !== "";
  const buttons = isLast && outcome !== "complete" && (
    <>
      {canContinue && <Button onClick={() => onRetry("continue")}>{t.chat.continue}</Button>}
      <Button onClick={() => onRetry("retry")}>{t.chat.retry}</Button>
    </>
  );
  const canRedo = outcome === "complete" && (isLast || onceAsked !== undefined);
  // a card has its own responder line and copy button
  // no model was asked about a longer text
  const isUnasked = task === "explain" && cards.length > mostFullCards;
  const isOnlyCard = task === "explain" && cards.length === 1;

  return (
    <>
      {outcome === "complete" && text.trim() === "" && cards.length === 0 && !answer.texts?.length && (
        <p className={styles.ending}>{t.chat.state.nothing}</p>
      )}
      {outcome === "failed" && error ? (
        <FailureNote
          error={error}
          responder={answer.responder}
          hasWords={cards.length > 0}
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
      {(text !== "" || canRedo) && (canRedo || !isOnlyCard) && (
        <footer className={styles.foot}>
          <ResponderLine
            responder={isOnlyCard || isUnasked ? null : answer.responder}
            usage={answer.usage}
            generationId={answer.generationId}
          >
            {!isOnlyCard && text !== "" && <HearReply messageId={messageId} isRunning={false} />}
            {!isOnlyCard && text !== "" && (
              <CopyButton text={answerToText(answer, t.card)} label={t.chat.copyAnswer} done={t.chat.copied} />
            )}
            {canRedo && !onceAsked && <RetryButton label={t.chat.retry} onPress={() => onRetry("retry")} />}
            {canRedo && onceAsked && <RetryHere asked={onceAsked} task={task} />}
          </ResponderLine>
        </footer>
      )}
    </>
  );
}

/** A new answer to an earlier message. Later messages stay in their branch. */
function RetryHere({ asked, task }: { asked: Message; task: Task }) {
  const t = useTranslate().chat;
  const { again, lastVerb } = useEditing();
  return <RetryButton label={t.retryHere} onPress={() => again(asked, verbOf(task, lastVerb))} />;
}

const RetryButton = ({ label, onPress }: { label: string; onPress: () => void }) => (
  <Button kind="icon" aria-label={label} title={label} onClick={onPress}>
    <RetryIcon size={16} />
  </Button>
);
