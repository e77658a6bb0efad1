import { useFormat } from "#web/i18n/format.ts";
import { useReviewStrings } from "#web/i18n/use-review-strings.ts";
import { useInterfaceLanguage } from "#web/i18n/use-translate.ts";
import { ChartTable } from "./chart-table.tsx";
import { addDays, type DayCount, type ShownStatistics, streakOf } from "./select-statistics.ts";
import styles from "./statistics.module.css";

const weeks = 53;
const cell = 13;
const top = 16;

/** The reviews of each day of a year: a column is a week that begins on Monday. */
export function HeatMap({ today, days }: Pick<ShownStatistics, "today" | "days">) {
  const t = useReviewStrings().heat;
  const { day, count, duration } = useFormat();
  const weekday = (new Date(today).getUTCDay() + 6) % 7;
  const first = addDays(today, -weekday - (weeks - 1) * 7);
  const all = Array.from({ length: (weeks - 1) * 7 + weekday + 1 }, (_, index) => addDays(first, index));
  const levelOf = createLevels([...days.values()].map(({ reviews }) => reviews));
  const months = useMonths(all);
  const sum = [...days.values()].reduce((total, { reviews }) => total + reviews, 0);
  const streak = streakOf({ today, days });
  return (
    <section className={styles.panel} aria-labelledby="statistics-heat">
      <h2 id="statistics-heat">{t.title}</h2>
      <p className={styles.lead}>
        {[t.sum(count(sum), count(days.size)), streak > 0 && t.streak(streak)].filter(Boolean).join(" · ")}
      </p>
      {/* the last weeks are seen first where not all fit */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- arrow keys scroll it on a phone's width */}
      <figure className={styles.heat} aria-label={t.title} tabIndex={0}>
        <svg viewBox={`0 0 ${weeks * cell - 3} ${top + 7 * cell}`} aria-hidden="true">
          {months.map(({ name, week }) => (
            <text key={week} x={week * cell} y={10}>
              {name}
            </text>
          ))}
          {all.map((date, index) => {
            const reviews = days.get(date)?.reviews ?? 0;
            return (
              <rect
                key={date}
                x={Math.floor(index / 7) * cell}
                y={top + (index % 7) * cell}
                width={cell - 3}
                height={cell - 3}
                rx={2}
                data-level={levelOf(reviews)}
              >
                <title>{t.onDay(day(date), reviews)}</title>
              </rect>
            );
          })}
        </svg>
      </figure>
      <p className={styles.shades} aria-hidden="true">
        {t.less}
        <svg width={5 * cell} height={cell}>
          {[0, 1, 2, 3, 4].map((level) => (
            <rect key={level} x={level * cell} width={cell - 3} height={cell - 3} y={1} rx={2} data-level={level} />
          ))}
        </svg>
        {t.moreShade}
      </p>
      <ChartTable
        caption={t.title}
        columns={[t.month, t.reviews, t.time]}
        rows={monthRows(days).map(([month, { reviews, minutes }]) => [
          month,
          count(reviews),
          duration(minutes * 60_000),
        ])}
      />
    </section>
  );
}

/** Four shades, divided where a quarter of the learner's days ends. 0: a day without reviews. */
function createLevels(counts: readonly number[]): (reviews: number) => number {
  const sorted = counts.toSorted((a, b) => a - b);
  const limits = [0.25, 0.5, 0.75].map((part) => sorted[Math.floor(sorted.length * part)] ?? 0);
  return (reviews) => (reviews === 0 ? 0 : 1 + limits.filter((limit) => reviews > limit).length);
}

/** The name of each month, at the week in which it begins. */
function useMonths(all: readonly string[]): { name: string; week: number }[] {
  const format = new Intl.DateTimeFormat(useInterfaceLanguage(), { month: "short", timeZone: "UTC" });
  return all.flatMap((date, index) =>
    date.endsWith("-01") ? [{ name: format.format(new Date(date)), week: Math.floor(index / 7) }] : [],
  );
}

function monthRows(days: ReadonlyMap<string, DayCount>): [string, DayCount][] {
  const months = new Map<string, DayCount>();
  for (const [date, { reviews, minutes }] of days) {
    const month = date.slice(0, 7);
    const before = months.get(month) ?? { reviews: 0, minutes: 0 };
    months.set(month, { reviews: before.reviews + reviews, minutes: before.minutes + minutes });
  }
  return [...months];
}
