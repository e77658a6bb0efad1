import type { ComponentProps } from "react";
import { interfaceLanguages, preferredLanguage } from "#shared/interface-languages.ts";
import { languages } from "#shared/languages/index.ts";
import { learningLanguages } from "#shared/languages/types.ts";
import { levels as allLevels } from "#shared/setting-values.ts";
import type { Settings } from "#shared/settings.ts";
import { useSettings, useUpdateSettings } from "#web/api/settings.ts";
import { ChoiceSetting } from "#web/features/settings/choice-setting.tsx";
import { Panel } from "#web/features/settings/panel.tsx";
import { SelectSetting } from "#web/features/settings/select-setting.tsx";
import { interfaceNames } from "#web/i18n/interface-names.ts";
import { learningNames } from "#web/i18n/learning-names.ts";
import { levelNames } from "#web/i18n/level-names.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { useInterfaceLanguage } from "#web/i18n/use-translate.ts";
import { listExplanationLanguages, nameLanguage } from "./language-names.ts";
import { ReadingExample } from "./reading-example.tsx";

export function LanguagesTab() {
  const t = useSettingsStrings().languages;
  return (
    <>
      <Panel title={t.title}>
        <LanguageFields />
      </Panel>
      <Panel title={t.looks}>
        <LookFields />
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

function LookFields() {
  const t = useSettingsStrings().languages;
  const { readings, heard, theme, learningLanguage, traditionalReadings } = useSettings();
  return (
    <>
      <Choice
        name="readings"
        label={t.readings}
        hint={t.readingsHint}
        value={readings}
        choices={[
          { value: "above", label: t.readingsAbove },
          { value: "off", label: t.readingsOff },
        ]}
        change={(chosen) => ({ readings: chosen })}
      >
        <ReadingExample language={learningLanguage} readings={readings} heard={heard} />
      </Choice>
      <Choice
        name="heard"
        label={t.heard}
        hint={t.heardHint}
        value={heard}
        choices={[
          { value: "text", label: t.heardText },
          { value: "readings", label: t.heardReadings },
        ]}
        change={(chosen) => ({ heard: chosen })}
      />
      {languages[learningLanguage].isAlsoReadInTaiwan && (
        <Choice
          name="traditional-readings"
          label={t.traditionalReadings}
          hint={t.traditionalReadingsHint}
          value={traditionalReadings ?? "mainland"}
          choices={[
            { value: "mainland", label: t.asInMainland },
            { value: "taiwan", label: t.asInTaiwan },
          ]}
          change={(chosen) => ({ traditionalReadings: chosen })}
        />
      )}
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
    </>
  );
}

/** The learner's settings that change with a choice. */
type Change<T> = { change: (chosen: T) => Partial<Settings> };
type Unsaved<P> = Omit<P, "save" | "onChoose">;

/** A setting of the learner with a few options. Each one has a mutation of its own, so that "Saved" appears beside it. */
function Choice<T extends string>({ change, ...rest }: Unsaved<ComponentProps<typeof ChoiceSetting<T>>> & Change<T>) {
  const save = useUpdateSettings();
  return <ChoiceSetting {...rest} save={save} onChoose={(chosen) => save.mutate(change(chosen))} />;
}

/** The same with many options. */
function LongChoice({ change, ...rest }: Unsaved<ComponentProps<typeof SelectSetting>> & Change<string>) {
  const save = useUpdateSettings();
  return <SelectSetting {...rest} save={save} onChoose={(chosen) => save.mutate(change(chosen))} />;
}
