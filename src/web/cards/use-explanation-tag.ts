import { useSettings } from "#web/api/settings.ts";
import { interfaceTag, useInterfaceLanguage } from "#web/i18n/use-translate.ts";

/** `lang` of meanings, translations and notes. */
export function useExplanationTag(): string {
  const { explanationLanguage } = useSettings();
  const language = useInterfaceLanguage();
  return explanationLanguage ?? interfaceTag[language];
}
