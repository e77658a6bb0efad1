import { type KeyboardEvent, useEffect, useRef } from "react";
import type { Message } from "#shared/chat.ts";
import { maxMessageLength } from "#shared/message-limits.ts";
import { otherVerb, type Verb } from "#shared/verbs.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { isHardToDraw } from "#web/ui/cut-text.ts";
import { Note } from "#web/ui/note.tsx";
import { useComposition } from "#web/ui/use-composition.ts";
import { drafts, useDraft } from "./drafts.ts";
import styles from "./edit-field.module.css";
import { editDraft, useEditing } from "./editing.ts";
import { useDraftField } from "./use-draft-field.ts";

type Props = {
  message: Message;
  /** What Enter does; Alt+Enter does the other one. */
  enterVerb: Verb;
  /** An answer is running in this conversation. */
  isBusy: boolean;
};

/** The text of a sent message in a field. Its pictures are kept. The keys are those of the composer, and Escape cancels. */
export function EditField({ message, enterVerb, isBusy }: Props) {
  const t = useTranslate().chat;
  const errorText = useErrorText();
  const { count } = useFormat();
  const { failure, cancel, send } = useEditing();
  const fieldRef = useRef<HTMLTextAreaElement>(null);
  const composition = useComposition();
  const draftId = editDraft(message.id);
  const isBlank = useDraft(draftId, ({ text }) => text.trim() === "");
  const excess = useDraft(draftId, ({ text }) => (text.length > maxMessageLength ? text.length : 0));
  const isHard = useDraft(draftId, ({ text }) => isHardToDraw(text));
  useDraftField(fieldRef, draftId);
  const canSend = !isBusy && excess === 0 && !(isBlank && message.images.length === 0);

  useEffect(() => {
    const field = fieldRef.current;
    field?.focus({ preventScroll: true });
    field?.setSelectionRange(field.value.length, field.value.length);
    field?.form?.scrollIntoView({ block: "nearest" }); // with its buttons
  }, []);

  const sendAs = (verb: Verb) => canSend && send(message, verb);
  const onKeyDown = (event: KeyboardEvent) => {
    if (composition.isComposing(event)) return;
    if (event.key === "Escape" && !event.shiftKey) {
      event.preventDefault(); // so that Escape does not also stop an answer
      return cancel();
    }
    if (event.key !== "Enter" || (event.shiftKey && !event.ctrlKey && !event.metaKey)) return;
    event.preventDefault();
    sendAs(event.altKey ? otherVerb(enterVerb) : enterVerb);
  };
  const hint =
    excess > 0 ? t.composer.tooLong(count(excess), count(maxMessageLength)) : isBusy && t.composer.waitForEnd;

  return (
    <form
      className={styles.box}
      onSubmit={(event) => {
        event.preventDefault();
        sendAs(enterVerb);
      }}
    >
      <textarea
        ref={fieldRef}
        rows={1}
        data-hard={isHard || undefined}
        aria-label={t.edit.field}
        enterKeyHint="send"
        onChange={(event) => drafts.write(draftId, { text: event.target.value })}
        onKeyDown={onKeyDown}
        onCompositionStart={composition.onCompositionStart}
        onCompositionEnd={composition.onCompositionEnd}
      />
      <p className={styles.hint} aria-live="polite">
        {hint}
      </p>
      {failure && (
        <Note kind="failure" role="alert">
          {t.composer.notSent} {errorText(failure)}
        </Note>
      )}
      <div className={styles.bar}>
        <Button kind="quiet" title={`${t.edit.cancel} (Esc)`} onClick={cancel}>
          {t.edit.cancel}
        </Button>
        {[otherVerb(enterVerb), enterVerb].map((verb) => (
          <Button
            key={verb}
            kind={verb === enterVerb ? "primary" : "plain"}
            title={`${t.verbs[verb]} (${verb === enterVerb ? "Enter" : "Alt+Enter"})`}
            aria-keyshortcuts={verb === enterVerb ? "Enter" : "Alt+Enter"}
            disabled={!canSend}
            onClick={() => sendAs(verb)}
          >
            {t.verbs[verb]}
          </Button>
        ))}
      </div>
    </form>
  );
}
