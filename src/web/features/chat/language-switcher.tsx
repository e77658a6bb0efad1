import { languages } from "#shared/languages/index.ts";
import { learningLanguages } from "#shared/languages/types.ts";
import { useSettings, useUpdateSettings } from "#web/api/settings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { ChipSelect } from "#web/ui/chip-select.tsx";
import styles from "./language-switcher.module.css";

/** Chooses the learning language of the next message. */
export function LanguageSwitcher() {
  const t = useTranslate().chat;
  const { learningLanguage } = useSettings();
  const { mutate: save } = useUpdateSettings();
  return (
    <ChipSelect
      className={styles.switcher}
      label={t.learning}
      value={learningLanguage}
      options={learningLanguages.map((code) => ({ value: code, label: languages[code].name, lang: code }))}
      onChoose={(code) => save({ learningLanguage: code })}
    />
  );
}
