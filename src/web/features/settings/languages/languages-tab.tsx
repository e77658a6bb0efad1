import { languages } from "#shared/languages/index.ts";
import { learningLanguages } from "#shared/languages/types.ts";
import { interfaceLanguages } from "#shared/settings.ts";
import { useSettings, useUpdateSettings } from "#web/api/settings.ts";
import { interfaceNames } from "#web/i18n/interface-names.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { interfaceTag, preferredLanguage, useInterfaceLanguage } from "#web/i18n/use-translate.ts";
import { ChoiceCards } from "#web/ui/choice-cards.tsx";
import { listExplanationLanguages, nameLanguage } from "./language-names.ts";
import { Panel } from "#web/features/settings/panel.tsx";
import { ReadingExample } from "./reading-example.tsx";
import { SettingField } from "#web/features/settings/setting-field.tsx";
import { SettingGroup } from "#web/features/settings/setting-group.tsx";

export function LanguagesTab() {
  const t = useSettingsStrings().languages;
  return (
    <>
      <Panel title={t.title}>
        <LearningLanguageField />
        <ExplanationLanguageField />
        <InterfaceLanguageField />
      </Panel>
      <Panel title={t.looks}>
        <ReadingsField />
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
    <SettingGroup label={t.learning} hint={t.learningHint} save={save}>
      <ChoiceCards
        name="learning-language"
        label={t.learning}
        hidesLabel
        size="small"
        value={learningLanguage}
        choices={learningLanguages.map((code) => ({ value: code, label: languages[code].name, lang: code }))}
        onChoose={(code) => save.mutate({ learningLanguage: code })}
      />
    </SettingGroup>
  );
}

function ExplanationLanguageField() {
  const t = useSettingsStrings().languages;
  const language = useInterfaceLanguage();
  const { explanationLanguage } = useSettings();
  const save = useUpdateSettings();
  const same = nameLanguage(interfaceTag[language], language);
  return (
    <SettingField id="explanation-language" label={t.explanation} hint={t.explanationHint} save={save}>
      <select
        id="explanation-language"
        aria-describedby="explanation-language-hint"
        value={explanationLanguage ?? ""}
        onChange={(event) => save.mutate({ explanationLanguage: event.target.value || null })}
      >
        <option value="">{t.sameAsInterface(same)}</option>
        {listExplanationLanguages(language, explanationLanguage).map(({ tag, name }) => (
          <option key={tag} value={tag}>
            {name}
          </option>
        ))}
      </select>
    </SettingField>
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
    <SettingField id="interface-language" label={t.interface} hint={t.interfaceHint} save={save}>
      <select
        id="interface-language"
        aria-describedby="interface-language-hint"
        value={interfaceLanguage ?? ""}
        onChange={(event) => choose(event.target.value)}
      >
        <option value="">{t.asBrowser(interfaceNames[browser])}</option>
        {interfaceLanguages.map((language) => (
          <option key={language} value={language} lang={interfaceTag[language]}>
            {interfaceNames[language]}
          </option>
        ))}
      </select>
    </SettingField>
  );
}

function ReadingsField() {
  const t = useSettingsStrings().languages;
  const { readings, learningLanguage } = useSettings();
  const save = useUpdateSettings();
  return (
    <SettingGroup label={t.readings} hint={t.readingsHint} save={save}>
      <ChoiceCards
        name="readings"
        label={t.readings}
        hidesLabel
        size="small"
        value={readings}
        choices={[
          { value: "above", label: t.readingsAbove },
          { value: "off", label: t.readingsOff },
        ]}
        onChoose={(chosen) => save.mutate({ readings: chosen })}
      />
      <ReadingExample language={learningLanguage} readings={readings} />
    </SettingGroup>
  );
}

function ThemeField() {
  const t = useSettingsStrings().languages;
  const { theme } = useSettings();
  const save = useUpdateSettings();
  return (
    <SettingGroup label={t.theme} hint={t.themeHint} save={save}>
      <ChoiceCards
        name="theme"
        label={t.theme}
        hidesLabel
        size="small"
        value={theme}
        choices={[
          { value: "system", label: t.themeSystem },
          { value: "light", label: t.themeLight },
          { value: "dark", label: t.themeDark },
        ]}
        onChoose={(chosen) => save.mutate({ theme: chosen })}
      />
    </SettingGroup>
  );
}
