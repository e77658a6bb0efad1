import type { ApiError } from "#shared/errors.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { Note } from "#web/ui/note.tsx";
import styles from "./not-sent.module.css";

type Props = { failure: ApiError; onAgain: () => void };

/** Says why a message was not sent, and sends it again: to the responder that the failure names, if it names one. */
export function NotSent({ failure, onAgain }: Props) {
  const { chat, shell } = useTranslate();
  const errorText = useErrorText();
  const { responder } = failure;
  return (
    <Note kind="failure" className={styles.notSent} role="alert">
      <span>
        {chat.composer.notSent} {errorText(failure)}
      </span>
      <Button kind="link" onClick={onAgain}>
        {responder ? chat.firstChoice.sendTo(responder.model, responder.host) : shell.tryAgain}
      </Button>
    </Note>
  );
}
