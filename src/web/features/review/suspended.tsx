import type { ReviewStatistics } from "#shared/review/review.ts";
import { useChangeCard } from "#web/api/review.ts";
import { useReviewStrings } from "#web/i18n/use-review-strings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { showToast } from "#web/ui/toast.tsx";
import styles from "./statistics.module.css";

/** The words that the learner suspended, each with a way back. */
export function Suspended({ cards }: { cards: ReviewStatistics["suspended"] }) {
  const t = useReviewStrings();
  const { shell } = useTranslate();
  const change = useChangeCard();
  if (cards.length === 0) return null;
  const resume = (card: string) =>
    change.mutate({ card, suspended: false }, { onError: () => showToast({ text: shell.failed }) });
  return (
    <section className={styles.panel} aria-labelledby="statistics-suspended">
      <h2 id="statistics-suspended">{t.words.suspended}</h2>
      <ul className={styles.list}>
        {cards.map(({ card, lemma, language }) => (
          <li key={card}>
            <span lang={language}>{lemma}</span>
            <Button aria-label={t.resumeOf(lemma)} isPending={change.isPending} onClick={() => resume(card)}>
              {t.resume}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
