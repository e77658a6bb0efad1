import { type WordType, wordTypes } from "#shared/review/review-values.ts";
import { useSettings, useUpdateSettings } from "#web/api/settings.ts";
import { ChoiceSetting } from "#web/features/settings/choice-setting.tsx";
import { Panel } from "#web/features/settings/panel.tsx";
import { SelectSetting } from "#web/features/settings/select-setting.tsx";
import { SettingField } from "#web/features/settings/setting-field.tsx";
import { useFormat } from "#web/i18n/format.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { Checkbox } from "#web/ui/field.tsx";
import styles from "./review-tab.module.css";

const newWords = [0, 3, 5, 10, 15, 20, 30, 50];
const shares = [0.8, 0.85, 0.9, 0.93, 0.95];
const hours = Array.from({ length: 13 }, (_, hour) => hour);
/** The offered values, with the learner's own. */
const withOwn = (offered: readonly number[], own: number) => [...new Set([...offered, own])].toSorted((a, b) => a - b);

/** How many words are reviewed, how they are asked, and when a day begins. */
export function ReviewTab() {
  const t = useSettingsStrings().review;
  return (
    <Panel title={t.title}>
      <NewWords />
      <Types />
      <Typed />
      <Retention />
      <DayStart />
    </Panel>
  );
}

function NewWords() {
  const t = useSettingsStrings().review;
  const { count } = useFormat();
  const { newCardsPerDay } = useSettings();
  const save = useUpdateSettings();
  return (
    <SelectSetting
      id="new-words"
      label={t.newWords}
      hint={t.newWordsHint}
      save={save}
      value={String(newCardsPerDay)}
      options={withOwn(newWords, newCardsPerDay).map((words) => ({
        value: String(words),
        label: words === 0 ? t.noNew : t.words(count(words)),
      }))}
      onChoose={(value) => save.mutate({ newCardsPerDay: Number(value) })}
    />
  );
}

function Types() {
  const t = useSettingsStrings().review;
  const { reviewTypes } = useSettings();
  const save = useUpdateSettings();
  const toggle = (type: WordType, isOn: boolean) =>
    save.mutate({ reviewTypes: wordTypes.filter((each) => (each === type ? isOn : reviewTypes.includes(each))) });
  return (
    <SettingField label={t.types} hint={t.typesHint} save={save} isGroup>
      <fieldset className={styles.types} aria-label={t.types}>
        {wordTypes.map((type) => {
          const isOn = reviewTypes.includes(type);
          const isLast = isOn && reviewTypes.length === 1;
          return (
            <label key={type} title={isLast ? t.oneStays : undefined}>
              <Checkbox checked={isOn} disabled={isLast} onChange={({ target }) => toggle(type, target.checked)} />
              {t.typeNames[type]}
            </label>
          );
        })}
      </fieldset>
    </SettingField>
  );
}

function Typed() {
  const t = useSettingsStrings().review;
  const { typedAnswers } = useSettings();
  const save = useUpdateSettings();
  return (
    <ChoiceSetting
      name="typed-answers"
      label={t.typed}
      hint={t.typedHint}
      save={save}
      value={typedAnswers ? "on" : "off"}
      choices={[
        { value: "off", label: t.off },
        { value: "on", label: t.on },
      ]}
      onChoose={(value) => save.mutate({ typedAnswers: value === "on" })}
    />
  );
}

function Retention() {
  const t = useSettingsStrings().review;
  const { share } = useFormat();
  const { desiredRetention } = useSettings();
  const save = useUpdateSettings();
  return (
    <SelectSetting
      id="retention"
      label={t.retention}
      hint={t.retentionHint}
      save={save}
      value={String(desiredRetention)}
      options={withOwn(shares, desiredRetention).map((each) => ({ value: String(each), label: share(each) }))}
      onChoose={(value) => save.mutate({ desiredRetention: Number(value) })}
    />
  );
}

function DayStart() {
  const t = useSettingsStrings().review;
  const { time } = useFormat();
  const { dayStartsAt } = useSettings();
  const save = useUpdateSettings();
  return (
    <SelectSetting
      id="day-starts"
      label={t.dayStarts}
      hint={t.dayStartsHint}
      save={save}
      value={String(dayStartsAt)}
      options={hours.map((hour) => ({ value: String(hour), label: time(new Date(2026, 0, 1, hour).getTime()) }))}
      onChoose={(value) => save.mutate({ dayStartsAt: Number(value) })}
    />
  );
}
