import { type WordType, wordTypes } from "#shared/review/review-values.ts";
import { useSettings, useUpdateSettings } from "#web/api/settings.ts";
import { Choice, NumberChoice } from "#web/features/settings/learner-choice.tsx";
import { Panel } from "#web/features/settings/panel.tsx";
import { SettingField } from "#web/features/settings/setting-field.tsx";
import { useFormat } from "#web/i18n/format.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { Checkbox } from "#web/ui/field.tsx";
import styles from "./review-tab.module.css";

const newWords = [0, 3, 5, 10, 15, 20, 30, 50];
const shares = [0.8, 0.85, 0.9, 0.93, 0.95];
const hours = Array.from({ length: 13 }, (_, hour) => hour);

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
  return (
    <NumberChoice
      id="new-words"
      label={t.newWords}
      hint={t.newWordsHint}
      value={useSettings().newCardsPerDay}
      offered={newWords}
      nameOf={(words) => (words === 0 ? t.noNew : t.words(count(words)))}
      change={(words) => ({ newCardsPerDay: words })}
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
  return (
    <Choice
      name="typed-answers"
      label={t.typed}
      hint={t.typedHint}
      value={useSettings().typedAnswers ? "on" : "off"}
      choices={[
        { value: "off", label: t.off },
        { value: "on", label: t.on },
      ]}
      change={(chosen) => ({ typedAnswers: chosen === "on" })}
    />
  );
}

function Retention() {
  const t = useSettingsStrings().review;
  const { share } = useFormat();
  return (
    <NumberChoice
      id="retention"
      label={t.retention}
      hint={t.retentionHint}
      value={useSettings().desiredRetention}
      offered={shares}
      nameOf={share}
      change={(each) => ({ desiredRetention: each })}
    />
  );
}

function DayStart() {
  const t = useSettingsStrings().review;
  const { time } = useFormat();
  return (
    <NumberChoice
      id="day-starts"
      label={t.dayStarts}
      hint={t.dayStartsHint}
      value={useSettings().dayStartsAt}
      offered={hours}
      nameOf={(hour) => time(new Date(2026, 0, 1, hour).getTime())}
      change={(hour) => ({ dayStartsAt: hour })}
    />
  );
}
