import { memo } from "react";
import type { Outcome } from "#shared/answer.ts";
import type { Message } from "#shared/chat.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { lazyPart } from "#web/ui/lazy.tsx";
import { useEditing } from "./editing.ts";
import { LearnerMessage } from "./learner-message.tsx";
import { OwnActions } from "./own-actions.tsx";
import styles from "./own-message.module.css";
import { canCheck } from "./unused-verbs.ts";
import type { AskFor } from "./use-answers.ts";

const SentenceCheck = lazyPart(() => import("./sentence-check.tsx").then((part) => part.SentenceCheck), {
  useStrings: useAnsweringStrings.useStart,
  Placeholder: ({ children }) => children,
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
    <div className={styles.row}>
      <OwnActions message={message} isBusy={isBusy} />
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
    </div>
  );
  return (
    <div className={styles.own} data-message={id}>
      <LearnerMessage key={`said ${id}`} text={text} language={language} images={images} />
      {message.answer ? (
        <SentenceCheck key={`check ${id}`} message={message} onCheck={() => onAskFor(id, "correct")} onEnd={onEnd}>
          {verbs}
        </SentenceCheck>
      ) : (
        verbs
      )}
    </div>
  );
});
