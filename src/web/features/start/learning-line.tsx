import { languages } from "#shared/languages/index.ts";
import { type LearningLanguage, learningLanguages } from "#shared/languages/types.ts";
import { type Level, levels as allLevels } from "#shared/setting-values.ts";
import { useSettings, useUpdateSettings } from "#web/api/settings.ts";
import { levelNames } from "#web/i18n/level-names.ts";
import { useInterfaceLanguage, useTranslate } from "#web/i18n/use-translate.ts";
import { buttonClass } from "#web/ui/button.tsx";
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
      <select
        className={buttonClass("chip")}
        aria-label={t.learning}
        lang={learningLanguage}
        value={learningLanguage}
        // the value is one of the options
        onChange={({ target }) => save({ learningLanguage: target.value as LearningLanguage })}
      >
        {learningLanguages.map((code) => (
          <option key={code} value={code} lang={code}>
            {languages[code].name}
          </option>
        ))}
      </select>
      <select
        className={buttonClass("chip")}
        aria-label={t.start.level}
        value={levels[learningLanguage]}
        onChange={({ target }) => save({ levels: { ...levels, [learningLanguage]: target.value as Level } })}
      >
        {allLevels.map((level) => (
          <option key={level} value={level}>
            {levelNames[interfaceLanguage][level]}
          </option>
        ))}
      </select>
    </p>
  );
}
