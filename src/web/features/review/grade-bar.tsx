import { useEffect, useRef } from "react";
import type { ReviewCard } from "#shared/review/review.ts";
import { type Grade, gradeNames, grades } from "#shared/review/review-values.ts";
import { useGrade } from "#web/api/review.ts";
import { toApiError } from "#web/api/client.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useReviewStrings } from "#web/i18n/use-review-strings.ts";
import { Note } from "#web/ui/note.tsx";
import { showToast } from "#web/ui/toast.tsx";
import { type ShortcutName } from "#web/ui/shortcuts.ts";
import { useShortcut } from "#web/ui/use-shortcut.ts";
import styles from "./card.module.css";
import type { Session } from "./undo-button.tsx";

type Props = {
  card: ReviewCard;
  session: Session;
  /** When the front appeared, by `performance.now()`. */
  shownAt: number;
  /** Has the focus, so that Enter gives it. */
  suggested: Grade;
};

const msSince = (at: number) => Math.round(performance.now() - at);
const shortcutOf: Record<Grade, ShortcutName> = { 1: "gradeAgain", 2: "gradeHard", 3: "gradeGood", 4: "gradeEasy" };

/** The four grades, each with the time until the word comes back. The next card appears when the server has stored the grade. */
export function GradeBar({ card, session, shownAt, suggested }: Props) {
  const t = useReviewStrings();
  const errorText = useErrorText();
  const save = useGrade();
  const bar = useRef<HTMLFieldSetElement>(null);
  // the same key for each try of a grade: if only the response was lost, it counts once
  const keys = useRef(new Map<Grade, string>());
  useEffect(() => {
    bar.current?.querySelector<HTMLElement>(`[data-grade="${suggested}"]`)?.focus({ preventScroll: true });
  }, [suggested]);

  const grade = (value: Grade) => void session.saveAlone(() => saveGrade(value));
  const saveGrade = (value: Grade) => {
    const key = keys.current.get(value) ?? crypto.randomUUID();
    keys.current.set(value, key);
    // not callbacks of `mutate`: they would not run when the card is gone
    return save.mutateAsync({ card: card.id, grade: value, key, version: card.version, tookMs: msSince(shownAt) }).then(
      ({ isLeech }) => {
        if (isLeech) showToast({ text: t.leech(card.word.lemma, card.lapses + 1) });
        session.leave(card);
      },
      (error: unknown) => {
        const { code } = toApiError(error);
        if (code !== "card_changed" && code !== "not_found") return;
        showToast({ text: errorText(toApiError(error)) });
        session.leave(card);
      },
    );
  };

  return (
    <div className={styles.foot}>
      {save.isError && (
        <Note kind="failure" role="alert">
          <p>
            {errorText(toApiError(save.error))} {t.notSaved}
          </p>
        </Note>
      )}
      <fieldset ref={bar} className={styles.grades} aria-label={t.gradesLabel}>
        {grades.map((value) => (
          <GradeButton key={value} value={value} interval={card.intervals[value - 1]} onGrade={() => grade(value)} />
        ))}
      </fieldset>
    </div>
  );
}

type ButtonProps = { value: Grade; interval: ReviewCard["intervals"][number] | undefined; onGrade: () => void };

function GradeButton({ value, interval, onGrade }: ButtonProps) {
  const t = useReviewStrings();
  const format = useFormat();
  useShortcut(shortcutOf[value], ({ repeat }) => !repeat && onGrade());
  const name = gradeNames[value - 1] ?? "good";
  return (
    <button
      type="button"
      className={styles.grade}
      data-grade={value}
      aria-keyshortcuts={String(value)}
      onKeyDown={(event) => event.repeat && event.preventDefault()} // the Enter that checked an answer, still held
      onClick={onGrade}
    >
      <b>{t.grades[name]}</b>
      {interval && <small>{format.interval(interval)}</small>}
    </button>
  );
}
