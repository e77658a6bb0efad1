import { languages } from "#shared/languages/index.ts";
import { learningLanguages } from "#shared/languages/types.ts";
import { interfaceLanguages } from "#shared/interface-languages.ts";
import { levels as allLevels } from "#shared/setting-values.ts";
import { useSettings, useUpdateSettings } from "#web/api/settings.ts";
import { interfaceNames } from "#web/i18n/interface-names.ts";
import { learningNames } from "#web/i18n/learning-names.ts";
import { levelNames } from "#web/i18n/level-names.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { preferredLanguage } from "#shared/interface-languages.ts";
import { useInterfaceLanguage } from "#web/i18n/use-translate.ts";
import { listExplanationLanguages, nameLanguage } from "./language-names.ts";
import { Panel } from "#web/features/settings/panel.tsx";
import { ReadingExample } from "./reading-example.tsx";
import { ChoiceSetting } from "#web/features/settings/choice-setting.tsx";
import { SelectSetting } from "#web/features/settings/select-setting.tsx";

export function LanguagesTab() {
  const t = useSettingsStrings().languages;
  return (
    <>
      <Panel title={t.title}>
        <LearningLanguageField />
        <LevelField />
        <ExplanationLanguageField />
        <InterfaceLanguageField />
      </Panel>
      <Panel title={t.looks}>
        <ReadingsField />
        <HeardField />
        <TraditionalReadingsField />
        <ThemeField />
      </Panel>
    </>
  );
}

function LearningLanguageField() {
  const t = useSettingsStrings().languages;
  const { learningLanguage } = useSettings();
  const save = useUpdateSettings();
  return (
    <ChoiceSetting
      name="learning-language"
      label={t.learning}
      hint={t.learningHint}
      save={save}
      value={learningLanguage}
      choices={learningLanguages.map((code) => ({ value: code, label: languages[code].name, lang: code }))}
      onChoose={(code) => save.mutate({ learningLanguage: code })}
    />
  );
}

function LevelField() {
  const t = useSettingsStrings().languages;
  const language = useInterfaceLanguage();
  const { learningLanguage, levels } = useSettings();
  const save = useUpdateSettings();
  return (
    <ChoiceSetting
      name="level"
      label={t.level(learningNames[language][learningLanguage])}
      hint={t.levelHint}
      save={save}
      value={levels[learningLanguage]}
      choices={allLevels.map((level) => ({ value: level, label: levelNames[language][level] }))}
      onChoose={(level) => save.mutate({ levels: { ...levels, [learningLanguage]: level } })}
    />
  );
}

function ExplanationLanguageField() {
  const t = useSettingsStrings().languages;
  const language = useInterfaceLanguage();
  const { explanationLanguage } = useSettings();
  const save = useUpdateSettings();
  const same = nameLanguage(language, language);
  const others = listExplanationLanguages(language, explanationLanguage);
  return (
    <SelectSetting
      id="explanation-language"
      label={t.explanation}
      hint={t.explanationHint}
      save={save}
      value={explanationLanguage ?? ""}
      options={[
        { value: "", label: t.sameAsInterface(same) },
        ...others.map(({ tag, name }) => ({ value: tag, label: name })),
      ]}
      onChoose={(tag) => save.mutate({ explanationLanguage: tag || null })}
    />
  );
}

function InterfaceLanguageField() {
  const t = useSettingsStrings().languages;
  const { interfaceLanguage } = useSettings();
  const save = useUpdateSettings();
  const browser = preferredLanguage(navigator.languages);
  const choose = (value: string) => {
    const chosen = interfaceLanguages.find((language) => language === value) ?? null;
    save.mutate({ interfaceLanguage: chosen });
  };
  return (
    <SelectSetting
      id="interface-language"
      label={t.interface}
      hint={t.interfaceHint}
      save={save}
      value={interfaceLanguage ?? ""}
      options={[
        { value: "", label: t.asBrowser(interfaceNames[browser]) },
        ...interfaceLanguages.map((code) => ({ value: code, label: interfaceNames[code], lang: code })),
      ]}
      onChoose={choose}
    />
  );
}

function ReadingsField() {
  const t = useSettingsStrings().languages;
  const { readings, heard, learningLanguage } = useSettings();
  const save = useUpdateSettings();
  return (
    <ChoiceSetting
      name="readings"
      label={t.readings}
      hint={t.readingsHint}
      save={save}
      value={readings}
      choices={[
        { value: "above", label: t.readingsAbove },
        { value: "off", label: t.readingsOff },
      ]}
      onChoose={(chosen) => save.mutate({ readings: chosen })}
    >
      <ReadingExample language={learningLanguage} readings={readings} heard={heard} />
    </ChoiceSetting>
  );
}

function HeardField() {
  const t = useSettingsStrings().languages;
  const { heard } = useSettings();
  const save = useUpdateSettings();
  return (
    <ChoiceSetting
      name="heard"
      label={t.heard}
      hint={t.heardHint}
      save={save}
      value={heard}
      choices={[
        { value: "text", label: t.heardText },
        { value: "readings", label: t.heardReadings },
      ]}
      onChoose={(chosen) => save.mutate({ heard: chosen })}
    />
  );
}

/** Of a language with two standards only. */
function TraditionalReadingsField() {
  const t = useSettingsStrings().languages;
  const { traditionalReadings, learningLanguage } = useSettings();
  const save = useUpdateSettings();
  if (!languages[learningLanguage].isAlsoReadInTaiwan) return null;
  return (
    <ChoiceSetting
      name="traditional-readings"
      label={t.traditionalReadings}
      hint={t.traditionalReadingsHint}
      save={save}
      value={traditionalReadings ?? "mainland"}
      choices={[
        { value: "mainland", label: t.asInMainland },
        { value: "taiwan", label: t.asInTaiwan },
      ]}
      onChoose={(chosen) => save.mutate({ traditionalReadings: chosen })}
    />
  );
}

function ThemeField() {
  const t = useSettingsStrings().languages;
  const { theme } = useSettings();
  const save = useUpdateSettings();
  return (
    <ChoiceSetting
      name="theme"
      label={t.theme}
      hint={t.themeHint}
      save={save}
      value={theme}
      choices={[
        { value: "system", label: t.themeSystem },
        { value: "light", label: t.themeLight },
        { value: "dark", label: t.themeDark },
      ]}
      onChoose={(chosen) => save.mutate({ theme: chosen })}
    />
  );
}
