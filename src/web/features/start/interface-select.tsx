import { type InterfaceLanguage, interfaceLanguages } from "#shared/interface-languages.ts";
import { useUpdateSettings } from "#web/api/settings.ts";
import { interfaceNames } from "#web/i18n/interface-names.ts";
import { useInterfaceLanguage, useTranslate } from "#web/i18n/use-translate.ts";
import { buttonClass } from "#web/ui/button.tsx";
import { GlobeIcon } from "#web/ui/icons.tsx";
import styles from "./interface-select.module.css";

/** Changes the interface language. The globe and the languages' own names are for readers who do not know the present one. */
export function InterfaceSelect() {
  const t = useTranslate().chat.start;
  const language = useInterfaceLanguage();
  const { mutate: save } = useUpdateSettings();
  return (
    <span className={styles.interface}>
      <GlobeIcon size={18} />
      <select
        className={buttonClass("chip")}
        aria-label={t.interface}
        title={t.interface}
        lang={language}
        value={language}
        // the value is one of the options
        onChange={({ target }) => save({ interfaceLanguage: target.value as InterfaceLanguage })}
      >
        {interfaceLanguages.map((code) => (
          <option key={code} value={code} lang={code}>
            {interfaceNames[code]}
          </option>
        ))}
      </select>
    </span>
  );
}
