import type { InterfaceLanguage } from "#shared/interface-languages.ts";
import type { Interval } from "#shared/review/review-values.ts";
import { useInterfaceLanguage } from "./use-translate.ts";

export type Format = ReturnType<typeof createFormat>;

/** Formats every quantity that the page shows, in the words and digits of the interface language. There is one way for each. */
export function createFormat(language: InterfaceLanguage) {
  const number = (amount: number, digits: number, options: Intl.NumberFormatOptions = {}) =>
    withoutGap(new Intl.NumberFormat(language, { maximumFractionDigits: digits, ...options }).format(amount));
  const unit = (amount: number, name: string, digits: number) =>
    number(amount, digits, { style: "unit", unit: name, unitDisplay: "short" });
  /** One decimal below ten. */
  const short = (amount: number) => (amount < 10 ? 1 : 0);
  const inBytes = (bytes: number, ending: string) => {
    const step = Math.min(byteUnits.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
    const amount = bytes / 1_000 ** step;
    return unit(amount, byteUnits[step] + ending, step > 1 ? short(amount) : 0);
  };

  return {
    /** `8192 → 8,192`: when the exact number matters. */
    count: (amount: number) => number(amount, 0),
    /** `8192 → 8K`, `4600 → 4.6K`, `131072 → 128K`, `200000 → 200K`: model makers write it this way in every language. */
    tokens: formatTokens,
    /** A window that is a part of a model's largest one: `8192 of 200000 → 8K`, `130000 of 131072 → 127K`. */
    window: (tokens: number, most: number) => formatTokens(tokens, kiloOf(most) === 1_024 ? most : tokens),
    /** `24 → 24 ms`, `840 → 0.8 sec`, `12000 → 12 sec`, `151000 → 2.5 min`: how long something took. */
    duration: (ms: number) => {
      if (ms < 100) return unit(ms, "millisecond", 0);
      return ms < 90_000 ? unit(ms / 1_000, "second", short(ms / 1_000)) : unit(ms / 60_000, "minute", 1);
    },
    /** `257 → 4:17`, `3725 → 1:02:05`, with `digits` of a second `257.38 → 4:17.4`: a place in a video. */
    clock: (seconds: number, digits = 0) => formatClock(seconds, digits),
    /** `40 → 40 sec`, `200 → 3 min`, `9000 → 2.5 hr`: a wait that is going on or still to come. */
    wait: (seconds: number) => {
      if (seconds < 90) return unit(Math.ceil(seconds), "second", 0);
      return seconds < 5_400 ? unit(seconds / 60, "minute", 0) : unit(seconds / 3_600, "hour", 1);
    },
    /** `10 minutes → 10 min`, `3 days`, `75 days → 2.5 mths`, `500 days → 1.4 yrs`: the time until a word is asked again. */
    interval: (interval: Interval) => {
      if ("minutes" in interval) return unit(interval.minutes, "minute", 0);
      const { days } = interval;
      if (days < 31) return unit(days, "day", 0);
      return days < 365 ? unit(days / 30.4, "month", 1) : unit(days / 365, "year", 1);
    },
    /** `1795728273226 → 9:24 PM` */
    time: (time: number) => new Intl.DateTimeFormat(language, { timeStyle: "short" }).format(time),
    /** `8149190253 → 8.1 GB`, `24000000 → 24 MB` */
    bytes: (bytes: number) => inBytes(bytes, ""),
    /** `24000000 → 24 MB/s` */
    bytesPerSecond: (bytes: number) => inBytes(bytes, "-per-second"),
    /** `3.04 → 3`, `7.26 → 7.3`, `18.4 → 18`: tokens per second. */
    rate: (perSecond: number) => number(perSecond, short(perSecond)),
    /** `0.62 → 62%` */
    share: (share: number) => number(share, 0, { style: "percent" }),
    /** `0.00213 → $0.0021`, `0.5 → $0.50` */
    dollars: (amount: number) =>
      new Intl.NumberFormat(language, {
        style: "currency",
        currency: "USD",
        ...(amount < 0.1 && { maximumSignificantDigits: 2 }),
      }).format(amount),
    /** `2027-01-05T00:00:00Z → Jan 5, 2027`: the day that the provider means. Text that is not a date stays as it is. */
    day: (date: string) => {
      const day = new Date(date);
      if (Number.isNaN(day.getTime())) return date;
      return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" }).format(day);
    },
    /** `1795728273226 → Nov 26, 2026, 9:24 PM`: when something happened. */
    moment: (time: number) =>
      new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(time),
    /** `1790000000000 → Sep 21, 2026`: the day of a moment where the learner is. */
    dayOf: (time: number) => new Intl.DateTimeFormat(language, { dateStyle: "medium" }).format(time),
    /** `in 12 days`, `tomorrow`, `today`: from this day to the day of `time`. */
    inDays: (time: number) => {
      const days = Math.round((startOfDay(time) - startOfDay(Date.now())) / 86_400_000); // a day can have 23 or 25 hours
      return withoutGap(new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(Math.max(0, days), "day"));
    },
  };
}

/** `12 秒` → 12秒: the strings beside it have no such space either, because the page draws the gap. */
const withoutGap = (text: string) => text.replace(/(?<=\d)\s(?=\p{sc=Han})/gu, "");

/**
 * What is measured of a window is counted in the unit of that window, so that 130,000 of 131,072 tokens is "127K of 128K": a part never
 * looks larger than its whole.
 */
export function formatTokens(tokens: number, whole = tokens): string {
  const kilo = kiloOf(whole);
  if (tokens < kilo) return String(tokens);
  const thousands = shorten(tokens / kilo);
  return thousands < kilo ? `${thousands}K` : `${shorten(tokens / kilo ** 2)}M`;
}

/** Windows are multiples of 1,024, or round thousands at companies: 128,000 is both and is called 128K. */
const kiloOf = (whole: number): 1_000 | 1_024 => (whole % 1_024 === 0 && whole % 1_000 !== 0 ? 1_024 : 1_000);

const shorten = (amount: number): number => Number(amount.toFixed(amount < 10 ? 1 : 0));

function formatClock(seconds: number, digits: number): string {
  const unit = 10 ** digits;
  const parts = digits === 0 ? Math.floor(seconds) : Math.round(seconds * unit) / unit;
  const two = (amount: number) => String(amount).padStart(2, "0");
  const [hours, minutes] = [Math.floor(parts / 3_600), Math.floor((parts % 3_600) / 60)];
  const rest = (parts % 60).toFixed(digits).padStart(digits === 0 ? 2 : 3 + digits, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

const startOfDay = (time: number) => new Date(time).setHours(0, 0, 0, 0);
const byteUnits = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

export const useFormat = (): Format => createFormat(useInterfaceLanguage());
