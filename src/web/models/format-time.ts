import type { InterfaceLanguage } from "#shared/settings.ts";
import { interfaceTag } from "#web/i18n/use-translate.ts";

/** `40 → 40 sec`, `200 → 3 min`, `9000 → 2.5 hr`: nobody needs it finer. */
export function formatTime(seconds: number, language: InterfaceLanguage): string {
  if (seconds < 90) return format(Math.ceil(seconds), "second", 0, language);
  return seconds < 5_400 ? format(seconds / 60, "minute", 0, language) : format(seconds / 3_600, "hour", 1, language);
}

/** `840 → 0.8 sec`, `24 → 24 ms`: how long an answer took. */
export const formatSeconds = (ms: number, language: InterfaceLanguage): string =>
  ms < 100 ? format(ms, "millisecond", 0, language) : format(ms / 1_000, "second", ms < 10_000 ? 1 : 0, language);

const format = (amount: number, unit: string, digits: number, language: InterfaceLanguage) =>
  new Intl.NumberFormat(interfaceTag[language], {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits: digits,
  }).format(amount);
