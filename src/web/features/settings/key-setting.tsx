import { useState } from "react";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { InputRow, TextInput } from "#web/ui/field.tsx";
import type { Save } from "./save-note.tsx";
import { SettingField } from "./setting-field.tsx";

type Props = {
  id: string;
  label: string;
  hint: string;
  isSet: boolean;
  /** The mutation that saves a key, and removes it when it gets an empty one. */
  save: Save & { isPending: boolean; mutate: (key: string, options: { onSuccess: () => void }) => void };
};

/** A key, which can be replaced or removed and is never shown. */
export function KeySetting({ id, label, hint, isSet, save }: Props) {
  const t = useSettingsStrings();
  const [typed, setTyped] = useState("");
  const store = (key: string) => save.mutate(key, { onSuccess: () => setTyped("") });
  return (
    <SettingField id={id} label={label} hint={hint} save={save}>
      <InputRow onSubmit={() => typed.trim() && store(typed.trim())}>
        <TextInput
          id={id}
          type="password"
          aria-describedby={`${id}-hint`}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <Button type="submit" isOff={!typed.trim()} isPending={save.isPending}>
          {t.save}
        </Button>
        {isSet && <Button onClick={() => store("")}>{t.key.remove}</Button>}
      </InputRow>
    </SettingField>
  );
}
