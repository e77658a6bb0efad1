import { useQuery } from "@tanstack/react-query";
import type { AnkiSettings } from "#shared/anki/connect.ts";
import { noteSources, ownNoteType } from "#shared/anki/connect-values.ts";
import { ankiFieldsQuery, ankiStateQuery, useUpdateAnki } from "#web/api/anki.ts";
import { SelectSetting } from "#web/features/settings/select-setting.tsx";
import { SettingField } from "#web/features/settings/setting-field.tsx";
import { TypedSetting } from "#web/features/settings/typed-setting.tsx";
import { useAnkiStrings } from "#web/i18n/use-anki-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { Select } from "#web/ui/field.tsx";
import { Hint } from "#web/ui/hint.tsx";
import { Note } from "#web/ui/note.tsx";
import styles from "./anki.module.css";

/** The deck, the note type, and what goes into its fields. */
export function NoteSettings({ settings }: { settings: AnkiSettings }) {
  const { settings: t } = useAnkiStrings();
  const deck = useUpdateAnki();
  const type = useUpdateAnki();
  const { data: state } = useQuery({ ...ankiStateQuery, enabled: false });
  const { noteType } = settings;
  const types = new Set([ownNoteType, noteType, ...(state?.noteTypes ?? [])]);
  return (
    <>
      <TypedSetting
        id="anki-deck"
        label={t.deck}
        hint={t.deckHint}
        value={settings.deck}
        save={deck}
        {...(state && { options: state.decks })}
        onStore={(name, onSuccess) => deck.mutate({ deck: name }, { onSuccess })}
      />
      <SelectSetting
        id="anki-note-type"
        label={t.noteType}
        hint={t.noteTypeHint}
        save={type}
        value={noteType}
        options={[...types].map((value) => ({ value, label: value === ownNoteType ? t.own : value }))}
        // the fields of another type are others
        onChoose={(chosen) => type.mutate({ noteType: chosen, mapping: {} })}
      >
        {!state && <Hint>{t.connectFirst}</Hint>}
      </SelectSetting>
      {noteType !== ownNoteType && state && <Mapping settings={settings} />}
    </>
  );
}

function Mapping({ settings: { noteType, mapping } }: { settings: AnkiSettings }) {
  const { settings: t, parts } = useAnkiStrings();
  const save = useUpdateAnki();
  const { data } = useQuery(ankiFieldsQuery(noteType));
  if (!data) return null;
  const { fields, suggestion } = data;
  const shown = Object.keys(mapping).length > 0 ? mapping : suggestion;
  const [first] = fields;
  const set = (field: string, value: string) => {
    const source = noteSources.find((each) => each === value);
    const { [field]: _, ...others } = shown;
    save.mutate({ mapping: source ? { ...others, [field]: source } : others });
  };
  return (
    <SettingField label={t.mapping} hint={t.mappingHint} save={save} isGroup isTall>
      <fieldset className={styles.mapping}>
        <legend className="visually-hidden">{t.mapping}</legend>
        {fields.map((field, index) => (
          <div key={field}>
            <label htmlFor={`anki-field-${index}`}>{field}</label>
            <Select
              id={`anki-field-${index}`}
              value={shown[field] ?? ""}
              onChange={({ target }) => set(field, target.value)}
            >
              <option value="">{t.nothing}</option>
              {noteSources.map((source) => (
                <option key={source} value={source}>
                  {parts[source]}
                </option>
              ))}
            </Select>
          </div>
        ))}
      </fieldset>
      {first !== undefined && !shown[first] && <Note kind="warning">{t.noWord}</Note>}
      <Button kind="link" onClick={() => save.mutate({ mapping: suggestion })}>
        {t.useSuggestion}
      </Button>
    </SettingField>
  );
}
