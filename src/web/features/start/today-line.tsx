import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { useSettings } from "#web/api/settings.ts";
import { tutorQuery } from "#web/api/tutor.ts";
import { reviewWords, todayWords } from "#web/i18n/today-words.ts";
import { useTutorStrings } from "#web/i18n/use-tutor-strings.ts";
import styles from "./start.module.css";

/** What was learned today, and the review that is left. Nothing, if there is neither. */
export function TodayLine() {
  const t = useTutorStrings().today;
  const { learningLanguage } = useSettings();
  const { data } = useQuery(tutorQuery(learningLanguage));
  const parts = data ? todayWords(t, data.today) : [];
  const left = data?.left ?? 0;
  if (parts.length === 0 && left === 0) return null;
  return (
    <section className={styles.today} aria-label={t.title}>
      <b>{t.title}</b>
      {parts.map((part) => (
        <span key={part}>{part}</span>
      ))}
      {left > 0 && <Link href="/review">{reviewWords(t, left)}</Link>}
    </section>
  );
}
