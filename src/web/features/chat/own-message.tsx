import { memo, useCallback, useState } from "react";
import type { Outcome } from "#shared/answer.ts";
import type { Message } from "#shared/chat.ts";
import { isWrittenIn } from "#shared/languages/index.ts";
import { SentenceCard } from "#web/cards/sentence-card.tsx";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { lazyPart } from "#web/ui/lazy.tsx";
import { useEditing } from "./editing.ts";
import { isPasted } from "./known-line/is-worth-counting.ts";
import { LazyKnownLine } from "./known-line/lazy-known-line.tsx";
import { LearnerMessage } from "./learner-message.tsx";
import { OwnActions } from "./own-actions.tsx";
import styles from "./own-message.module.css";
import { OwnRow } from "./own-row.tsx";
import { canCheck } from "./unused-verbs.ts";
import type { AskFor } from "./use-answers.ts";

const SentenceCheck = lazyPart(() => import("./sentence-check.tsx").then((part) => part.SentenceCheck), {
  useStrings: useAnsweringStrings.useStart,
  Placeholder: ({ isAwaited, children }) => <OwnRow isAwaited={isAwaited}>{children}</OwnRow>,
});

const EditField = lazyPart(() => import("./edit-field.tsx").then((part) => part.EditField));

export const preloadSentenceCheck = SentenceCheck.preload;

type Props = {
  message: Message;
  /** The verbs that were not used for it yet. */
  explain: boolean;
  reply: boolean;
  /** An answer is running in this conversation. */
  isBusy: boolean;
  onAskFor: AskFor;
  onEnd: (outcome?: Outcome) => void;
};

/** A message of the learner that the server has: what was found when its sentence was checked, and what can still be done with it. */
export const OwnMessage = memo(function OwnMessage(props: Props) {
  const { message, explain, reply, isBusy, onAskFor, onEnd } = props;
  const t = useTranslate().chat;
  const { editedId, lastVerb } = useEditing();
  const { id, text, language, images } = message;
  const tasks = [
    ...(explain ? (["explain"] as const) : []),
    ...(reply ? (["reply"] as const) : []),
    ...(canCheck(message) ? (["correct"] as const) : []),
  ];
  // an explanation of the message already has the cards of its sentences
  const [opened, setOpened] = useState<string | null>(null);
  const [openedIn, setOpenedIn] = useState(id);
  if (openedIn !== id) {
    // another version of the message
    setOpenedIn(id);
    setOpened(null);
  }
  const toggle = useCallback((sentence: string) => setOpened((last) => (last === sentence ? null : sentence)), []);
  if (editedId === id)
    return (
      <div className={styles.own} data-message={id}>
        <LearnerMessage text="" language={language} images={images} />
        <EditField
          message={message}
          enterVerb={explain === reply ? lastVerb : explain ? "reply" : "explain"}
          isBusy={isBusy}
        />
      </div>
    );
  const verbs = (
    <OwnActions message={message} isBusy={isBusy}>
      {tasks.length > 0 && (
        <fieldset className={styles.verbs} aria-label={t.verbs.more}>
          {tasks.map((task) => (
            <Button
              key={task}
              kind="quiet"
              aria-label={t.verbs.forThis[task]}
              title={isBusy ? t.composer.waitForEnd : undefined}
              disabled={isBusy}
              data-opens=""
              onClick={() => onAskFor(id, task)}
            >
              {task === "correct" ? t.verbs.forThis.correct : t.verbs[task]}
            </Button>
          ))}
        </fieldset>
      )}
    </OwnActions>
  );
  return (
    <div className={styles.own} data-message={id}>
      <LearnerMessage
        key={`said ${id}`}
        text={text}
        language={language}
        images={images}
        messageId={id}
        opened={opened}
        onOpen={explain ? toggle : undefined}
      />
      {isPasted(text, language) && (
        <div className={styles.known}>
          <LazyKnownLine text={text} language={language} messageId={id} isOwn />
        </div>
      )}
      {opened !== null && (
        <SentenceCard text={opened} language={language} messageId={id} onClose={() => setOpened(null)} />
      )}
      {message.answer || isWrittenIn(text, language) ? (
        <SentenceCheck
          key={`check ${id}`}
          message={message}
          isAwaited={!reply}
          onCheck={() => onAskFor(id, "correct")}
          onEnd={onEnd}
        >
          {verbs}
        </SentenceCheck>
      ) : (
        <OwnRow>{verbs}</OwnRow>
      )}
    </div>
  );
});
