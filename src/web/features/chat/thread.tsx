import { Fragment, type ReactNode, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Outcome } from "#shared/answer.ts";
import type { Message } from "#shared/chat.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { cx } from "#web/ui/cx.ts";
import { ArrowDownIcon } from "#web/ui/icons.tsx";
import { lazyPart, whenIdle } from "#web/ui/lazy.tsx";
import { SelectedCard, type SelectedText } from "./selected-card.tsx";
import { OwnMessage } from "./own-message.tsx";
import { preloadMarkdown } from "./prose-view.tsx";
import styles from "./thread.module.css";
import { TutorMessage } from "./tutor-message.tsx";
import { unusedVerbs } from "./unused-verbs.ts";
import type { AskFor, Retry, Show } from "./use-answers.ts";
import { useStickToBottom } from "./use-stick-to-bottom.ts";

const ExplainSelection = lazyPart(() => import("./explain-selection.tsx").then((part) => part.ExplainSelection));

/** How many messages are drawn at first, and added per press: a long conversation stays as fast as a short one. */
const step = 30;

type Props = {
  conversationId: string;
  messages: readonly Message[];
  /** Shown after the messages: a message that is being sent. */
  children?: ReactNode;
  /** Blossom itself does not answer. */
  isGone: boolean;
  /** An answer is running, or begins. */
  isBusy: boolean;
  onStop: (generationId: string) => void;
  onEnd: (outcome?: Outcome) => void;
  onRetry: Retry;
  onAskFor: AskFor;
  onShow: Show;
};

export function Thread(props: Props) {
  const { conversationId, messages, children, isGone, isBusy, onStop, onEnd, onRetry, onAskFor, onShow } = props;
  const t = useTranslate().chat;
  const boxRef = useRef<HTMLDivElement>(null);
  const { isAway, toBottom, toAnswer } = useStickToBottom(boxRef, conversationId);
  const [shown, setShown] = useState({ conversationId, count: step });
  const count = shown.conversationId === conversationId ? shown.count : step;
  const hidden = Math.max(0, messages.length - count);
  const heightBefore = useRef<number | null>(null);

  useEffect(() => whenIdle(preloadMarkdown), []);

  const [selected, setSelected] = useState<SelectedText | null>(null);
  const latest = useRef(messages);
  useEffect(() => {
    latest.current = messages;
  });
  const languageOf = useCallback((id: string) => latest.current.find((message) => message.id === id)?.language, []);

  const showEarlier = useCallback(() => {
    heightBefore.current = boxRef.current?.scrollHeight ?? null;
    setShown({ conversationId, count: count + step });
  }, [conversationId, count]);
  // keeps the scroll position when older messages are added above
  useLayoutEffect(() => {
    if (heightBefore.current === null || !boxRef.current) return;
    boxRef.current.scrollTop += boxRef.current.scrollHeight - heightBefore.current;
    heightBefore.current = null;
  }, [shown]);

  // always scrolls to a message that the learner sent, and follows an answer from its beginning
  const last = messages.at(-1);
  const running = last?.role === "tutor" && (last.answer?.outcome ?? null) === null ? last.id : null;
  const begun = children ? "sending" : running;
  useLayoutEffect(() => {
    if (begun !== null) toAnswer();
  }, [conversationId, begun, toAnswer]);

  return (
    <div className={styles.thread} ref={boxRef} data-pinned={!isAway}>
      <div className={cx(styles.column, styles.messages)} role="log" aria-live="off" aria-label={t.transcript}>
        {hidden > 0 && (
          <Button className={styles.earlier} onClick={showEarlier}>
            {t.earlier}
          </Button>
        )}
        {messages.slice(hidden).map((message, index) => (
          <Fragment key={message.id}>
            {message.role === "learner" ? (
              <OwnMessage
                message={message}
                {...unusedVerbs(answersTo(messages, hidden + index))}
                isBusy={isBusy}
                onAskFor={onAskFor}
                onEnd={onEnd}
              />
            ) : (
              <TutorMessage
                message={message}
                asked={askedBefore(messages, hidden + index)}
                conversationId={conversationId}
                isLast={hidden + index === messages.length - 1}
                isGone={isGone}
                onStop={onStop}
                onEnd={onEnd}
                onRetry={onRetry}
                onShow={onShow}
              />
            )}
            {selected?.messageId === message.id && (
              <SelectedCard key={selected.text} {...selected} onClose={() => setSelected(null)} />
            )}
          </Fragment>
        ))}
        {children}
      </div>
      <ExplainSelection boxRef={boxRef} languageOf={languageOf} onExplain={setSelected} />
      {isAway && (
        <Button className={styles.toLatest} onClick={toBottom}>
          <ArrowDownIcon size={16} />
          {t.toLatest}
        </Button>
      )}
    </div>
  );
}

/** The tutor's messages that answer the learner's message at this index. */
function answersTo(messages: readonly Message[], index: number): Message[] {
  const end = messages.findIndex(({ role }, at) => at > index && role === "learner");
  return messages.slice(index + 1, end === -1 ? undefined : end);
}

const askedBefore = (messages: readonly Message[], index: number): Message | undefined =>
  messages.slice(0, index).findLast(({ role }) => role === "learner");
