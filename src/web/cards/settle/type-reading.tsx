import { useId, useState } from "react";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { useSettleStrings } from "#web/i18n/use-settle-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { TextInput } from "#web/ui/field.tsx";
import { isComposing } from "#web/ui/is-composing.ts";
import styles from "./settle-reading.module.css";

type Props = {
  surface: string;
  language: LearningLanguage;
  /** Why the last text was refused. */
  failure: string | null;
  isPending: boolean;
  onSave: (reading: string) => void;
  onCancel: () => void;
};

/** A field for the reading of a word. */
export function TypeReading({ surface, language, failure, isPending, onSave, onCancel }: Props) {
  const t = useSettleStrings();
  const id = useId();
  const [typed, setTyped] = useState("");
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onSave(typed);
      }}
    >
      <label htmlFor={id}>{t.readingOf(surface)}</label>
      <TextInput
        id={id}
        lang={language}
        value={typed}
        placeholder={t.scripts[language]}
        aria-invalid={failure !== null}
        aria-describedby={`${id}-why`}
        // the learner has just asked for this field
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || isComposing(event)) return;
          event.stopPropagation(); // the popup stays open
          onCancel();
        }}
      />
      <Button kind="primary" type="submit" isPending={isPending}>
        {t.save}
      </Button>
      <Button kind="quiet" onClick={onCancel}>
        {t.cancel}
      </Button>
      <small id={`${id}-why`} role="alert" className={styles.failure}>
        {failure}
      </small>
    </form>
  );
}
