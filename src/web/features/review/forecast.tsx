import { useFormat } from "#web/i18n/format.ts";
import { useReviewStrings } from "#web/i18n/use-review-strings.ts";
import { ChartTable } from "./chart-table.tsx";
import { addDays, type ShownStatistics } from "./select-statistics.ts";
import styles from "./statistics.module.css";

const height = 120;

type Shown = Pick<ShownStatistics, "today" | "forecast">;

/** How many words come due on each of the next days. */
export function Forecast(shown: Shown) {
  const t = useReviewStrings().forecast;
  return (
    <section className={styles.panel} aria-labelledby="statistics-forecast">
      <h2 id="statistics-forecast">{t.title}</h2>
      <p className={styles.lead}>{t.hint}</p>
      {shown.forecast.some((words) => words > 0) ? <Chart {...shown} /> : <p>{t.none}</p>}
    </section>
  );
}

function Chart({ today, forecast }: Shown) {
  const t = useReviewStrings().forecast;
  const { day, count } = useFormat();
  const most = Math.max(...forecast);
  const nameOf = (index: number) => (index === 0 ? t.today : day(addDays(today, index)));
  return (
    <>
      <p className={styles.axis} aria-hidden="true">
        <span>{count(most)}</span>
      </p>
      <svg
        className={styles.forecast}
        viewBox={`0 0 ${forecast.length * 10} ${height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {forecast.map((words, index) => {
          const tall = (words / most) * (height - 4);
          return (
            <rect
              // oxlint-disable-next-line react/no-array-index-key -- days in their order
              key={index}
              x={index * 10 + 1}
              y={height - tall}
              width={8}
              height={tall}
            >
              <title>{t.onDay(nameOf(index), words)}</title>
            </rect>
          );
        })}
      </svg>
      <p className={styles.axis} aria-hidden="true">
        <span>{t.today}</span>
        <span>{day(addDays(today, forecast.length - 1))}</span>
      </p>
      <ChartTable
        caption={t.title}
        columns={[t.day, t.words]}
        rows={forecast.map((words, index) => [nameOf(index), count(words)])}
      />
    </>
  );
}
