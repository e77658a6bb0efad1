import { useFormat } from "#web/i18n/format.ts";
import { useReviewStrings } from "#web/i18n/use-review-strings.ts";
import styles from "./statistics.module.css";
import type { Recalled, ShownStatistics } from "./select-statistics.ts";

/** The share of due words that were remembered. */
export function Retention({ retention }: Pick<ShownStatistics, "retention">) {
  const t = useReviewStrings().retention;
  return (
    <section className={styles.panel} aria-labelledby="statistics-retention">
      <h2 id="statistics-retention">{t.title}</h2>
      <p className={styles.lead}>{t.hint}</p>
      {retention.all.of === 0 ? (
        <p>{t.none}</p>
      ) : (
        <dl className={styles.bars}>
          <Bar label={t.all} recalled={retention.all} />
          <Bar label={t.young} recalled={retention.young} />
          <Bar label={t.mature} recalled={retention.mature} />
        </dl>
      )}
    </section>
  );
}

function Bar({ label, recalled: { recalled, of } }: { label: string; recalled: Recalled }) {
  const t = useReviewStrings().retention;
  const { share, count } = useFormat();
  if (of === 0) return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <span className={styles.bar} aria-hidden="true">
          <span style={{ width: `${(recalled / of) * 100}%` }} />
        </span>
        <b>{share(recalled / of)}</b> <small>{t.of(count(recalled), count(of))}</small>
      </dd>
    </div>
  );
}
