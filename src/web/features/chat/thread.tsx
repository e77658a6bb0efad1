import { type ReactNode, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Outcome } from "#shared/answer.ts";
import type { Message } from "#shared/chat.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { cx } from "#web/ui/cx.ts";
import { ArrowDownIcon } from "#web/ui/icons.tsx";
import { whenIdle } from "#web/ui/lazy.tsx";
import { LearnerMessage } from "./learner-message.tsx";
import { preloadMarkdown } from "./prose-view.tsx";
import styles from "./thread.module.css";
import { type Retry, type Show, TutorMessage } from "./tutor-message.tsx";
import { useStickToBottom } from "./use-stick-to-bottom.ts";

/** How many messages are drawn at first, and added per press: a long conversation stays as fast as a short one. */
const step = 30;

type Props = {
  conversationId: string;
  messages: readonly Message[];
  /** Shown after the messages: a message that is being sent. */
  children?: ReactNode;
  /** Blossom itself does not answer. */
  isGone: boolean;
  onStop: (generationId: string) => void;
  onEnd: (outcome?: Outcome) => void;
  onRetry: Retry;
  onShow: Show;
};

export function Thread(props: Props) {
  const { conversationId, messages, children, isGone, onStop, onEnd, onRetry, onShow } = props;
  const t = useTranslate().chat;
  const boxRef = useRef<HTMLDivElement>(null);
  const { isAway, toBottom, toAnswer } = useStickToBottom(boxRef, conversationId);
  const [shown, setShown] = useState({ conversationId, count: step });
  const count = shown.conversationId === conversationId ? shown.count : step;
  const hidden = Math.max(0, messages.length - count);
  const heightBefore = useRef<number | null>(null);

  useEffect(() => whenIdle(preloadMarkdown), []);

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
        {messages
          .slice(hidden)
          .map((message, index, drawn) =>
            message.role === "learner" ? (
              <LearnerMessage
                key={message.id}
                text={message.text}
                language={message.language}
                images={message.images}
              />
            ) : (
              <TutorMessage
                key={message.id}
                message={message}
                isLast={index === drawn.length - 1}
                hasPictures={(messages[hidden + index - 1]?.images.length ?? 0) > 0}
                isGone={isGone}
                onStop={onStop}
                onEnd={onEnd}
                onRetry={onRetry}
                onShow={onShow}
              />
            ),
          )}
        {children}
      </div>
      {isAway && (
        <Button className={styles.toLatest} onClick={toBottom}>
          <ArrowDownIcon size={16} />
          {t.toLatest}
        </Button>
      )}
    </div>
  );
}
