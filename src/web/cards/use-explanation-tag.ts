import { useQuery } from "@tanstack/react-query";
import { settingsQuery, useSettings } from "#web/api/settings.ts";
import { useInterfaceLanguage } from "#web/i18n/use-translate.ts";

/** `lang` of meanings, translations and notes. */
export function useExplanationTag(): string {
  const { explanationLanguage } = useSettings();
  const language = useInterfaceLanguage();
  return explanationLanguage ?? language;
}

/** The same for a request that starts an answer. Empty until the settings are loaded: until then the server decides. */
export function useExplanationLanguage(): { explanationLanguage?: string } {
  const explanationLanguage = useExplanationTag();
  const { data: settings } = useQuery(settingsQuery);
  return settings ? { explanationLanguage } : {};
}
