import { useState } from "react";
import { InputRow, TextInput } from "#web/ui/field.tsx";
import type { Save } from "./save-note.tsx";
import { SettingField } from "./setting-field.tsx";

type Props = {
  id: string;
  label: string;
  hint: string;
  value: string;
  placeholder?: string;
  save: Save;
  /** Suggestions while the learner types. */
  options?: readonly string[];
  onStore: (typed: string, onSuccess: () => void) => void;
};

/** A text that is saved with Enter, or when its field is left. */
export function TypedSetting({ id, label, hint, value, placeholder, save, options, onStore }: Props) {
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
          placeholder={placeholder}
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
