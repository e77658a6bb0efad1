import { languages } from "#shared/languages/index.ts";
import { learningLanguages } from "#shared/languages/types.ts";
import { levels as allLevels } from "#shared/setting-values.ts";
import { useSettings, useUpdateSettings } from "#web/api/settings.ts";
import { levelNames } from "#web/i18n/level-names.ts";
import { useInterfaceLanguage, useTranslate } from "#web/i18n/use-translate.ts";
import { ChipSelect } from "#web/ui/chip-select.tsx";
import styles from "./start.module.css";

/** What the learner learns, and how far they are. The examples follow at once. */
export function LearningLine() {
  const t = useTranslate().chat;
  const interfaceLanguage = useInterfaceLanguage();
  const { learningLanguage, levels } = useSettings();
  const { mutate: save } = useUpdateSettings();
  return (
    <p className={styles.learning}>
      <span aria-hidden="true">{t.start.learning}</span>
      <ChipSelect
        label={t.learning}
        value={learningLanguage}
        options={learningLanguages.map((code) => ({ value: code, label: languages[code].name, lang: code }))}
        onChoose={(code) => save({ learningLanguage: code })}
      />
      <ChipSelect
        label={t.start.level}
        value={levels[learningLanguage]}
        options={allLevels.map((level) => ({ value: level, label: levelNames[interfaceLanguage][level] }))}
        onChoose={(level) => save({ levels: { ...levels, [learningLanguage]: level } })}
      />
    </p>
  );
}
