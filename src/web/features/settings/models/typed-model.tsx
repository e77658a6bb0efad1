import { type FormEvent, useState } from "react";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";

type Props = {
  id: string;
  value: string;
  placeholder: string;
  onChoose: (name: string) => void;
  onList: (() => void) | undefined;
};

/** The name of a model, typed by hand; saved when the field is left or Enter is pressed. */
export function TypedModel({ id, value, placeholder, onChoose, onList }: Props) {
  const t = useSettingsStrings().models;
  const [draft, setDraft] = useState<string | null>(null);

  const commit = () => {
    if (draft !== null && draft.trim() !== value) onChoose(draft.trim());
    setDraft(null);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    commit();
  };

  return (
    <form className="with-button" onSubmit={submit}>
      <input
        id={id}
        type="text"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        placeholder={placeholder}
        value={draft ?? value}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
      />
      {onList && (
        <button type="button" className="button" onClick={onList}>
          {t.fromList}
        </button>
      )}
    </form>
  );
}
