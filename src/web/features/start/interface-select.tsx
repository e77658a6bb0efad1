import { interfaceLanguages } from "#shared/interface-languages.ts";
import { useUpdateSettings } from "#web/api/settings.ts";
import { interfaceNames } from "#web/i18n/interface-names.ts";
import { useInterfaceLanguage, useTranslate } from "#web/i18n/use-translate.ts";
import { ChipSelect } from "#web/ui/chip-select.tsx";
import { GlobeIcon } from "#web/ui/icons.tsx";
import styles from "./interface-select.module.css";

/** Changes the interface language. The globe and the languages' own names are for readers who do not know the current one. */
export function InterfaceSelect() {
  const t = useTranslate().chat.start;
  const { mutate: save } = useUpdateSettings();
  return (
    <span className={styles.interface}>
      <GlobeIcon size={18} />
      <ChipSelect
        label={t.interface}
        title={t.interface}
        value={useInterfaceLanguage()}
        options={interfaceLanguages.map((code) => ({ value: code, label: interfaceNames[code], lang: code }))}
        onChoose={(code) => save({ interfaceLanguage: code })}
      />
    </span>
  );
}
