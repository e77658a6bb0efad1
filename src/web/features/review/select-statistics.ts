import type { LearningLanguage } from "#shared/languages/types.ts";
import type { ReviewStatistics } from "#shared/review/review.ts";

export type Recalled = { recalled: number; of: number };
export type DayCount = { reviews: number; minutes: number };
export type ShownStatistics = {
  today: string;
  words: { new: number; learning: number; known: number };
  suspended: number;
  retention: { all: Recalled; young: Recalled; mature: Recalled };
  forecast: readonly number[];
  /** By date, those with reviews. */
  days: ReadonlyMap<string, DayCount>;
};

/** The statistics of one language, or the sums of all. */
export function selectStatistics(
  { today, languages, days }: ReviewStatistics,
  language: LearningLanguage | "all",
): ShownStatistics {
  const isOwn = (each: { language: LearningLanguage }) => language === "all" || each.language === language;
  const own = languages.filter(isOwn);
  type One = (typeof own)[number];
  const sum = (of: (one: One) => number) => own.reduce((total, one) => total + of(one), 0);
  const young = { recalled: sum((one) => one.retention.young.recalled), of: sum((one) => one.retention.young.of) };
  const mature = { recalled: sum((one) => one.retention.mature.recalled), of: sum((one) => one.retention.mature.of) };
  const byDay = new Map<string, DayCount>();
  for (const { day, reviews, minutes } of days.filter(isOwn)) {
    const before = byDay.get(day) ?? { reviews: 0, minutes: 0 };
    byDay.set(day, { reviews: before.reviews + reviews, minutes: before.minutes + minutes });
  }
  return {
    today,
    words: {
      new: sum(({ words }) => words.new),
      learning: sum(({ words }) => words.learning),
      known: sum(({ words }) => words.known),
    },
    suspended: sum(({ suspended }) => suspended),
    retention: { young, mature, all: { recalled: young.recalled + mature.recalled, of: young.of + mature.of } },
    forecast: (own[0]?.forecast ?? []).map((_, day) => sum(({ forecast }) => forecast[day] ?? 0)),
    days: byDay,
  };
}

const dayMs = 86_400_000;

/** `2026-11-27`, so many days later. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);

/** How many days in a row had reviews, to today or yesterday: today is not over. */
export function streakOf({ today, days }: Pick<ShownStatistics, "today" | "days">): number {
  let day = days.has(today) ? today : addDays(today, -1);
  let streak = 0;
  for (; days.has(day); day = addDays(day, -1)) streak++;
  return streak;
}
