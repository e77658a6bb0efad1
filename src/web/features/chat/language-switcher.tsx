import { languages } from "#shared/languages/index.ts";
import { type LearningLanguage, learningLanguages } from "#shared/languages/types.ts";
import { useSettings, useUpdateSettings } from "#web/api/settings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { buttonClass } from "#web/ui/button.tsx";
import styles from "./language-switcher.module.css";

/** Chooses the learning language of the next message. */
export function LanguageSwitcher() {
  const t = useTranslate().chat;
  const { learningLanguage } = useSettings();
  const update = useUpdateSettings();
  return (
    <select
      className={buttonClass("chip", styles.switcher)}
      aria-label={t.learning}
      lang={learningLanguage}
      value={learningLanguage}
      // the value is one of the options above
      onChange={({ target }) => update.mutate({ learningLanguage: target.value as LearningLanguage })}
    >
      {learningLanguages.map((code) => (
        <option key={code} value={code} lang={code}>
          {languages[code].name}
        </option>
      ))}
    </select>
  );
}
