import { useState } from "react";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { InputRow, TextInput } from "#web/ui/field.tsx";

type Props = {
  id: string;
  value: string;
  placeholder: string;
  onChoose: (name: string) => void;
  onList: (() => void) | undefined;
};

/** A typed model name; saved when the learner leaves the field or presses Enter. */
export function TypedModel({ id, value, placeholder, onChoose, onList }: Props) {
  const t = useSettingsStrings().models;
  const [draft, setDraft] = useState<string | null>(null);

  const commit = () => {
    if (draft !== null && draft.trim() !== value) onChoose(draft.trim());
    setDraft(null);
  };

  return (
    <InputRow onSubmit={commit}>
      <TextInput
        id={id}
        placeholder={placeholder}
        value={draft ?? value}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
      />
      {onList && <Button onClick={onList}>{t.fromList}</Button>}
    </InputRow>
  );
}
