import { useEffect, useRef } from "react";
import type { Message } from "#shared/chat.ts";
import { maxMessageLength } from "#shared/message-limits.ts";
import { otherVerb, type Verb } from "#shared/verbs.ts";
import { hasVisibleText } from "#shared/visible-text.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { Note } from "#web/ui/note.tsx";
import { DraftField } from "./draft-field.tsx";
import fieldStyles from "./draft-field.module.css";
import { useDraft, useExcess } from "./use-draft.ts";
import styles from "./edit-field.module.css";
import { editDraft, useEditing } from "./editing.ts";

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
  const draftId = editDraft(message.id);
  const isBlank = useDraft(draftId, ({ text }) => !hasVisibleText(text));
  const excess = useExcess(draftId);
  const canSend = !isBusy && excess === 0 && !(isBlank && message.images.length === 0);

  useEffect(() => {
    const field = fieldRef.current;
    field?.focus({ preventScroll: true });
    field?.setSelectionRange(field.value.length, field.value.length);
    field?.form?.scrollIntoView({ block: "nearest" }); // with its buttons
  }, []);

  const sendAs = (verb: Verb) => canSend && send(message, verb);
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
      <DraftField
        draftId={draftId}
        fieldRef={fieldRef}
        enterVerb={enterVerb}
        aria-label={t.edit.field}
        onSend={sendAs}
        onEscape={cancel}
      />
      <p className={fieldStyles.hint} aria-live="polite">
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
