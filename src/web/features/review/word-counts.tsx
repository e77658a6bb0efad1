import { useFormat } from "#web/i18n/format.ts";
import { useReviewStrings } from "#web/i18n/use-review-strings.ts";
import styles from "./statistics.module.css";
import type { ShownStatistics } from "./select-statistics.ts";

export function WordCounts({ words, suspended }: Pick<ShownStatistics, "words" | "suspended">) {
  const t = useReviewStrings().words;
  const { count } = useFormat();
  const rows = [
    [t.new, words.new],
    [t.learning, words.learning],
    [t.known, words.known],
    ...(suspended > 0 ? ([[t.suspended, suspended]] as const) : []),
  ] as const;
  return (
    <section className={styles.panel} aria-labelledby="statistics-words">
      <h2 id="statistics-words">{t.title}</h2>
      <dl className={styles.figures}>
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{count(value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
