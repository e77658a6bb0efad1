import type { InterfaceLanguage } from "#shared/settings.ts";
import { interfaceTag } from "#web/i18n/use-translate.ts";

/** `2027-01-05T00:00:00Z → Jan 5, 2027`, the day as its maker means it; what is no date stays as it is. */
export function formatDay(date: string, language: InterfaceLanguage): string {
  const day = new Date(date);
  if (Number.isNaN(day.getTime())) return date;
  return new Intl.DateTimeFormat(interfaceTag[language], { dateStyle: "medium", timeZone: "UTC" }).format(day);
}
