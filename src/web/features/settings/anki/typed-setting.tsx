import { useState } from "react";
import type { Save } from "#web/features/settings/save-note.tsx";
import { SettingField } from "#web/features/settings/setting-field.tsx";
import { InputRow, TextInput } from "#web/ui/field.tsx";

type Props = {
  id: string;
  label: string;
  hint: string;
  value: string;
  save: Save;
  /** Suggestions while the learner types. */
  options?: readonly string[];
  onStore: (typed: string, onSuccess: () => void) => void;
};

/** A text that is saved with Enter, or when its field is left. */
export function TypedSetting({ id, label, hint, value, save, options, onStore }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const store = () => {
    if (typed === null || typed.trim() === value) return setTyped(null);
    onStore(typed.trim(), () => setTyped(null));
  };
  return (
    <SettingField id={id} label={label} hint={hint} save={save}>
      <InputRow onSubmit={store}>
        <TextInput
          id={id}
          aria-describedby={`${id}-hint`}
          aria-invalid={save.isError}
          list={options && `${id}-options`}
          value={typed ?? value}
          onChange={({ target }) => setTyped(target.value)}
          onBlur={store}
        />
        {options && (
          <datalist id={`${id}-options`}>
            {options.map((option) => (
              <option key={option}>{option}</option>
            ))}
          </datalist>
        )}
      </InputRow>
    </SettingField>
  );
}
