import { useState } from "react";
import { useUpdateSettings } from "#web/api/settings.ts";
import type { Settings } from "#shared/settings.ts";
import { Field } from "#web/ui/field.tsx";
import { useOnLeave } from "#web/ui/use-on-leave.ts";
import { SaveState } from "./save-state.tsx";
import styles from "./tutor.module.css";

type Props = {
  id: string;
  label: string;
  hint: string;
  value: string;
  /** In characters. */
  longest: number;
  change: (text: string) => Partial<Settings>;
};

/** A text that is saved when the learner leaves its field or the page. */
export function OwnText({ id, label, hint, value, longest, change }: Props) {
  const save = useUpdateSettings();
  const [typed, setTyped] = useState<string | null>(null);
  const store = () => {
    const text = typed?.trim();
    if (text === undefined || text === value) return setTyped(null);
    // what was typed meanwhile stays
    save.mutate(change(text), { onSuccess: () => setTyped((now) => (now === typed ? null : now)) });
  };
  useOnLeave(store);
  const isSuccess = save.isSuccess && typed === null;
  return (
    <Field id={id} label={label} hint={hint} status={<SaveState save={{ isSuccess, isError: save.isError }} />} isTall>
      <textarea
        id={id}
        className={styles.text}
        rows={3}
        maxLength={longest}
        aria-describedby={`${id}-hint`}
        aria-invalid={save.isError}
        value={typed ?? value}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={store}
      />
    </Field>
  );
}
