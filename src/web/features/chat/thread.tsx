import { type ReactNode, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Outcome } from "#shared/answer.ts";
import type { Message } from "#shared/chat.ts";
import { LazySaveText } from "#web/cards/save/lazy-save-text.ts";
import { LazySaveWord } from "#web/cards/save/lazy-save-word.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { KeptWithContext } from "#web/text/kept-with.ts";
import { Button } from "#web/ui/button.tsx";
import { cx } from "#web/ui/cx.ts";
import { ArrowDownIcon } from "#web/ui/icons.tsx";
import { isServer } from "#web/ui/first-frame.ts";
import { lazyPart, whenIdle } from "#web/ui/lazy.tsx";
import { EarlierMessages, LaterMessages } from "./earlier-messages.tsx";
import { KeepPlace } from "./keep-place.tsx";
import { SelectedCard, type SelectedText } from "./selected-card.tsx";
import { OwnMessage, preloadSentenceCheck } from "./own-message.tsx";
import { preloadMarkdown } from "./prose-view.tsx";
import styles from "./thread.module.css";
import { TutorMessage } from "./tutor-message.tsx";
import { unusedVerbs } from "./unused-verbs.ts";
import type { AskFor, Retry, Show } from "./use-answers.ts";
import type { More } from "./use-more.ts";
import { useJump } from "./use-jump.ts";
import { useSettled } from "./use-settled.ts";
import { useStickToBottom } from "./use-stick-to-bottom.ts";

/** Loads the parts that most conversations show at once. False if one could not be loaded. */
export async function preloadParts(): Promise<boolean> {
  const parts = [preloadMarkdown(), preloadSentenceCheck(), LazySaveWord.preload(), LazySaveText.preload()];
  return !(await Promise.all(parts)).includes(false);
}

const ExplainSelection = lazyPart(() => import("./explain-selection.tsx").then((part) => part.ExplainSelection));

/** With more messages than this, the page drops the earlier ones when the reader is back at the end. */
const mostAtEnd = 90;

type Props = {
  conversationId: string;
  messages: readonly Message[];
  /** The learner's message that the first one answers, if it is on an earlier page. */
  asked: Message | null;
  earlier: More;
  later: More;
  /** Loads the newest messages, if they are not loaded. */
  onLatest: () => Promise<void>;
  /** Keeps only the newest messages. */
  forget: () => void;
  /** The message that the learner searched for. */
  target: { messageId: string; onDone: () => void } | null;
  /** Shown after the messages: a message that is being sent. */
  children?: ReactNode;
  /** Blossom itself does not answer. */
  isGone: boolean;
  /** An answer is running, or begins. */
  isBusy: boolean;
  /** The message being sent had waited in the queue: the learner may still be reading the answer before it, so the view does not move. */
  hasWaited: boolean;
  onStop: (generationId: string) => void;
  onEnd: (outcome?: Outcome) => void;
  onRetry: Retry;
  onAskFor: AskFor;
  onShow: Show;
};

export function Thread(props: Props) {
  const {
    conversationId,
    messages,
    asked,
    earlier,
    later,
    onLatest,
    forget,
    target,
    children,
    isGone,
    isBusy,
    hasWaited,
    onStop,
    onEnd,
    onRetry,
    onAskFor,
    onShow,
  } = props;
  const t = useTranslate().chat;
  const boxRef = useRef<HTMLDivElement>(null);
  const { hasMore: hasLater } = later;
  const { isAway, toBottom, toAnswer, toReader } = useStickToBottom(boxRef, conversationId, hasLater);

  useEffect(() => whenIdle(() => void preloadMarkdown()), []);

  const [selected, setSelected] = useState<SelectedText | null>(null);
  const latest = useRef(messages);
  useEffect(() => {
    latest.current = messages;
  });
  const languageOf = useCallback((id: string) => latest.current.find((message) => message.id === id)?.language, []);

  // always scrolls to a message that the learner sent, and follows an answer from its beginning
  const last = messages.at(-1);
  const lastAsked = messages.findLastIndex(({ role }) => role === "learner");
  const running = last?.role === "tutor" && (last.answer?.outcome ?? null) === null ? last.id : null;
  const begun = children ? "sending" : running;
  const waited = useRef(false);
  useLayoutEffect(() => {
    if (begun === "sending") waited.current = hasWaited;
    if (begun === null) return;
    if (waited.current) toReader();
    else toAnswer();
    if (begun !== "sending") waited.current = false;
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only when an answer begins
  }, [conversationId, begun, toAnswer, toReader]);

  const firstId = messages[0]?.id;
  useSettled(boxRef, firstId, last?.id);
  const mayForget = !isAway && messages.length > mostAtEnd;
  useEffect(() => {
    if (mayForget && !boxRef.current?.contains(document.activeElement)) forget();
  }, [mayForget, forget]);
  const isTargetLoaded = messages.some(({ id }) => id === target?.messageId);
  useJump(boxRef, target, isTargetLoaded, toReader); // after the effects above, which scroll to the end
  return (
    <>
      <div className={styles.thread} ref={boxRef} data-pinned={!isAway} data-first-frame={isServer || undefined}>
        <KeepPlace
          boxRef={boxRef}
          firstId={firstId}
          conversationId={conversationId}
          branch={messages.flatMap(({ id, versions }) => (versions.length > 0 ? [id] : [])).join(" ")}
          count={messages.length + (children ? 1 : 0)}
        >
          <div className={cx(styles.column, styles.messages)} role="log" aria-live="off" aria-label={t.transcript}>
            <EarlierMessages
              key={conversationId}
              earlier={earlier}
              boxRef={boxRef}
              firstId={firstId}
              count={messages.length}
            />
            {inContext(messages, asked).map(({ message, question, answers }, index) => (
              <div
                // the versions of a message stand in the same place, with the focus in their pager
                key={message.versions[0] ?? message.id}
                className={styles.message}
              >
                <KeptWithContext value={message.id}>
                  {message.role === "learner" ? (
                    <OwnMessage
                      message={message}
                      {...unusedVerbs(answers)}
                      isBusy={isBusy}
                      onAskFor={onAskFor}
                      onEnd={onEnd}
                    />
                  ) : (
                    <TutorMessage
                      message={message}
                      asked={question}
                      conversationId={conversationId}
                      isLast={message === last && !hasLater}
                      isEarlier={index < lastAsked || hasLater}
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
                </KeptWithContext>
              </div>
            ))}
            <LaterMessages later={later} boxRef={boxRef} lastId={last?.id} />
            {children}
          </div>
        </KeepPlace>
        <ExplainSelection boxRef={boxRef} languageOf={languageOf} onExplain={setSelected} />
      </div>
      {isAway && (
        <div className={styles.away}>
          <Button
            kind="icon"
            className={styles.toLatest}
            aria-label={t.toLatest}
            title={t.toLatest}
            onClick={() => void onLatest().then(toBottom)}
          >
            <ArrowDownIcon size={18} />
          </Button>
        </div>
      )}
    </>
  );
}

type InContext = { message: Message; question: Message | undefined; answers: Message[] };

/** Each message with the learner's message before it, and with the tutor's messages that follow it. */
function inContext(messages: readonly Message[], asked: Message | null): InContext[] {
  let question = asked ?? undefined;
  let answers: Message[] = [];
  return messages.map((message) => {
    if (message.role === "tutor") {
      answers.push(message);
      return { message, question, answers: [] };
    }
    question = message;
    answers = [];
    return { message, question, answers };
  });
}
