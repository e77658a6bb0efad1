import { toDateText } from "#shared/date-text.ts";
import type { Database } from "bun:sqlite";
import { learningLanguages } from "#shared/languages/types.ts";
import type { ReviewStatistics } from "#shared/review/review.ts";
import {
  countDays,
  countRecalled,
  countStatuses,
  countSuspended,
  listDueTimes,
  listSuspended,
} from "#server/db/review-statistics.ts";
import { toCardId } from "./card-id.ts";
import { daysOf, type ReviewSettings } from "./learner.ts";

const yearDays = 365;
const retentionDays = 30;
const forecastDays = 30;
const mostSuspended = 200;
const dayMs = 86_400_000;
const dateOf = (day: number) => toDateText(day * dayMs);

export function readStatistics(
  db: Database,
  settings: ReviewSettings,
  zone: string | undefined,
  now: number,
): ReviewStatistics {
  const { dayOf, startOf } = daysOf(settings, zone);
  const today = dayOf(now);
  const recalled = countRecalled(db, today - retentionDays + 1);
  const statuses = countStatuses(db);
  const due = listDueTimes(db, startOf(today + forecastDays));
  const suspended = countSuspended(db);
  const languages = learningLanguages.flatMap((language) => {
    const own = <T extends { language: string }>(rows: readonly T[]) => rows.filter((row) => row.language === language);
    const words = own(statuses);
    const times = own(due);
    const retention = own(recalled);
    if (words.length === 0 && times.length === 0 && retention.length === 0) return [];
    const sum = (status: string) => words.find((row) => row.status === status)?.count ?? 0;
    const share = (isMature: number) => {
      const row = retention.find((each) => each.isMature === isMature);
      return { recalled: row?.recalled ?? 0, of: row?.of ?? 0 };
    };
    const forecast = Array.from({ length: forecastDays }, () => 0);
    for (const { dueAt, count } of times) forecast[Math.max(0, dayOf(dueAt) - today)]! += count;
    return [
      {
        language,
        words: { new: sum("new"), learning: sum("learning"), known: sum("known") },
        retention: { young: share(0), mature: share(1) },
        forecast,
        suspended: own(suspended)[0]?.count ?? 0,
      },
    ];
  });
  const days = countDays(db, today - yearDays + 1).map(({ day, ms, ...row }) => ({
    ...row,
    day: dateOf(day),
    minutes: Math.round(ms / 6_000) / 10,
  }));
  const hidden = listSuspended(db, mostSuspended).map(({ wordId, ...row }) => ({
    ...row,
    card: toCardId({ wordId, type: row.type }),
  }));
  return { today: dateOf(today), days, languages, suspended: hidden };
}
