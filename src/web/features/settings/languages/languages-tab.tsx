import { interfaceLanguages, preferredLanguage } from "#shared/interface-languages.ts";
import { languages } from "#shared/languages/index.ts";
import { learningLanguages } from "#shared/languages/types.ts";
import { levels as allLevels } from "#shared/setting-values.ts";
import { useSettings } from "#web/api/settings.ts";
import { Panel } from "#web/features/settings/panel.tsx";
import { interfaceNames } from "#web/i18n/interface-names.ts";
import { learningNames } from "#web/i18n/learning-names.ts";
import { levelNames } from "#web/i18n/level-names.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { useInterfaceLanguage } from "#web/i18n/use-translate.ts";
import { Choice, LongChoice } from "#web/features/settings/learner-choice.tsx";
import { listExplanationLanguages, nameLanguage } from "./language-names.ts";
import { VoicePanel } from "#web/features/settings/hear/voice-panel.tsx";
import { ReadingFields } from "./reading-fields.tsx";

export function LanguagesTab() {
  const t = useSettingsStrings().languages;
  return (
    <>
      <Panel title={t.title}>
        <LanguageFields />
      </Panel>
      <VoicePanel />
      <Panel title={t.looks}>
        <ReadingFields />
        <ThemeField />
      </Panel>
    </>
  );
}

function LanguageFields() {
  const t = useSettingsStrings().languages;
  const language = useInterfaceLanguage();
  const { learningLanguage, levels, explanationLanguage, interfaceLanguage } = useSettings();
  const explanations = listExplanationLanguages(language, explanationLanguage);
  return (
    <>
      <Choice
        name="learning-language"
        label={t.learning}
        hint={t.learningHint}
        value={learningLanguage}
        choices={learningLanguages.map((code) => ({ value: code, label: languages[code].name, lang: code }))}
        change={(code) => ({ learningLanguage: code })}
      />
      <Choice
        name="level"
        label={t.level(learningNames[language][learningLanguage])}
        hint={t.levelHint}
        value={levels[learningLanguage]}
        choices={allLevels.map((level) => ({ value: level, label: levelNames[language][level] }))}
        change={(level) => ({ levels: { ...levels, [learningLanguage]: level } })}
      />
      <LongChoice
        id="explanation-language"
        label={t.explanation}
        hint={t.explanationHint}
        value={explanationLanguage ?? ""}
        options={[
          { value: "", label: t.sameAsInterface(nameLanguage(language, language)) },
          ...explanations.map(({ tag, name }) => ({ value: tag, label: name })),
        ]}
        change={(tag) => ({ explanationLanguage: tag || null })}
      />
      <LongChoice
        id="interface-language"
        label={t.interface}
        hint={t.interfaceHint}
        value={interfaceLanguage ?? ""}
        options={[
          { value: "", label: t.asBrowser(interfaceNames[preferredLanguage(navigator.languages)]) },
          ...interfaceLanguages.map((code) => ({ value: code, label: interfaceNames[code], lang: code })),
        ]}
        change={(value) => ({ interfaceLanguage: interfaceLanguages.find((code) => code === value) ?? null })}
      />
    </>
  );
}

function ThemeField() {
  const t = useSettingsStrings().languages;
  const { theme } = useSettings();
  return (
    <Choice
      name="theme"
      label={t.theme}
      hint={t.themeHint}
      value={theme}
      choices={[
        { value: "system", label: t.themeSystem },
        { value: "light", label: t.themeLight },
        { value: "dark", label: t.themeDark },
      ]}
      change={(chosen) => ({ theme: chosen })}
    />
  );
}
