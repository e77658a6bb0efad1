import type { LearningLanguage } from "#shared/languages/types.ts";
import type { TutorState } from "#shared/tutor/tutor.ts";
import { useTutorStrings } from "#web/i18n/use-tutor-strings.ts";
import { ButtonLink } from "#web/ui/button.tsx";
import { Box } from "./box.tsx";
import styles from "./tutor.module.css";

/** How long a card takes, for an estimate in whole minutes. */
const secondsPerCard = 10;

/** What was learned since the learner's day began, and the review that is left. */
export function TodayBox({ language, state }: { language: LearningLanguage; state: TutorState | undefined }) {
  const t = useTutorStrings().today;
  const { today, left = 0 } = state ?? {};
  const numbers =
    today &&
    (
      [
        [t.met, today.metCount],
        [t.corrected, today.corrected],
        [t.saved, today.saved],
        [t.reviewed, today.reviewed],
      ] as const
    ).filter(([, count]) => count > 0);
  const others = today ? today.metCount - today.met.length : 0;
  return (
    <Box title={t.title}>
      {numbers && numbers.length === 0 && <p>{t.nothing}</p>}
      {numbers && numbers.length > 0 && (
        <ul className={styles.numbers}>
          {numbers.map(([words, count]) => (
            <li key={words(count)}>{words(count)}</li>
          ))}
        </ul>
      )}
      {today && today.met.length > 0 && (
        <p className={styles.met}>
          {today.met.map((lemma) => (
            <span key={lemma} lang={language}>
              {lemma}
            </span>
          ))}
          {others > 0 && <small>{t.more(others)}</small>}
        </p>
      )}
      {left > 0 && (
        <p className={styles.buttons}>
          <ButtonLink href="/review">{t.review(left, Math.ceil((left * secondsPerCard) / 60))}</ButtonLink>
        </p>
      )}
      {state && left === 0 && today && today.reviewed > 0 && <p className={styles.quiet}>{t.done}</p>}
    </Box>
  );
}
