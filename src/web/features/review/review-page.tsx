import { useState } from "react";
import { Link } from "wouter";
import { languages } from "#shared/languages/index.ts";
import { type LearningLanguage, learningLanguages } from "#shared/languages/types.ts";
import { useSettings } from "#web/api/settings.ts";
import { useReviewStrings } from "#web/i18n/use-review-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { ChipSelect } from "#web/ui/chip-select.tsx";
import { Note } from "#web/ui/note.tsx";
import { ProgressBar } from "#web/ui/progress-bar.tsx";
import { PageHead } from "#web/ui/page-head.tsx";
import { CardView } from "./card-view.tsx";
import { NothingLeft } from "./nothing-left.tsx";
import styles from "./review-page.module.css";
import { UndoButton } from "./undo-button.tsx";
import { useSession } from "./use-session.ts";

/** Saved words, one at a time, in the learner's own sentences. */
export function ReviewPage() {
  const t = useReviewStrings();
  const { learningLanguage } = useSettings();
  const [chosen, setChosen] = useState<LearningLanguage | null>(null);
  const language = chosen ?? learningLanguage;
  const session = useSession(language);
  const { queue, query, card, isTakenAway } = session;
  return (
    <div className={styles.page}>
      <PageHead title={t.title}>
        <ChipSelect
          label={t.language}
          value={language}
          options={learningLanguages.map((value) => ({ value, label: languages[value].name, lang: value }))}
          onChoose={setChosen}
        />
        <Link href="/review/statistics" className={styles.link}>
          {t.statistics}
        </Link>
        <Link href="/settings/review" className={styles.link}>
          {t.settings}
        </Link>
      </PageHead>
      {queue && <Progress left={queue.left} done={queue.done} undo={<UndoButton session={session} />} />}
      {query.isError && !queue && (
        <Note kind="failure">
          <p>{t.failed}</p>
          <Button onClick={() => void query.refetch()}>{t.tryAgain}</Button>
        </Note>
      )}
      {isTakenAway && (
        <Note>
          <p>{t.takenAway}</p>
        </Note>
      )}
      {card ? (
        <CardView key={`${card.id} ${card.version}`} card={card} session={session} />
      ) : (
        queue && !query.isPlaceholderData && <NothingLeft queue={queue} session={session} />
      )}
    </div>
  );
}

type Left = { fresh: number; learning: number; reviews: number };

function Progress({ left, done, undo }: { left: Left; done: number; undo: React.ReactNode }) {
  const t = useReviewStrings();
  const all = left.fresh + left.learning + left.reviews;
  const parts = (["fresh", "learning", "reviews"] as const).filter((part) => left[part] > 0);
  return (
    <div className={styles.progress}>
      <p className={styles.left}>
        {parts.map((part) => (
          <span key={part} data-part={part}>
            {t.left[part](left[part])}
          </span>
        ))}
      </p>
      {undo}
      {all + done > 0 && <ProgressBar label={t.progress} value={done / (done + all)} />}
    </div>
  );
}
