import { runsHere } from "#shared/gateway.ts";
import type { ResolvedResponder } from "#shared/llm-settings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { Note } from "#web/ui/note.tsx";
import styles from "./not-sent.module.css";

type Props = {
  choices: readonly ResolvedResponder[];
  /** No local model would answer instead. */
  canDecline: boolean;
  isPending: boolean;
  /** Null: ask no model; the words and readings are enough. */
  onChoose: (choice: ResolvedResponder | null) => void;
};

/** Asked once, before the first message: a key that was found is not consent to send. */
export function FirstChoice({ choices, canDecline, isPending, onChoose }: Props) {
  const t = useTranslate().chat.firstChoice;
  return (
    <Note as="fieldset" role="alert" className={styles.notSent}>
      <p>{t.question}</p>
      {choices.map((choice) => (
        <Button key={choice.provider} isPending={isPending} onClick={() => onChoose(choice)}>
          {runsHere(choice) ? t.useHere(choice.model) : t.sendTo(choice.model, choice.host)}
        </Button>
      ))}
      {canDecline && (
        <Button kind="quiet" isPending={isPending} onClick={() => onChoose(null)}>
          {t.nobody}
        </Button>
      )}
    </Note>
  );
}
