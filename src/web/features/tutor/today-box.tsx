import type { LearningLanguage } from "#shared/languages/types.ts";
import type { TutorState } from "#shared/tutor/tutor.ts";
import { reviewWords, todayWords } from "#web/i18n/today-words.ts";
import { useTutorStrings } from "#web/i18n/use-tutor-strings.ts";
import { ButtonLink } from "#web/ui/button.tsx";
import { Box } from "./box.tsx";
import styles from "./tutor.module.css";

/** What was learned since the learner's day began, and the review that is left. */
export function TodayBox({ language, state }: { language: LearningLanguage; state: TutorState | undefined }) {
  const t = useTutorStrings().today;
  const { today, left = 0 } = state ?? {};
  const numbers = today && todayWords(t, today);
  const others = today ? today.metCount - today.met.length : 0;
  return (
    <Box title={t.title}>
      {numbers && numbers.length === 0 && <p>{t.nothing}</p>}
      {numbers && numbers.length > 0 && (
        <ul className={styles.numbers}>
          {numbers.map((words) => (
            <li key={words}>{words}</li>
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
          <ButtonLink href="/review">{reviewWords(t, left)}</ButtonLink>
        </p>
      )}
      {state && left === 0 && today && today.reviewed > 0 && <p className={styles.quiet}>{t.done}</p>}
    </Box>
  );
}
