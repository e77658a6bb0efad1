import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { compareAnswer, gradeOf } from "#shared/review/compare-answer.ts";
import type { ReviewCard } from "#shared/review/review.ts";
import { wordsQuery } from "#web/api/analyse.ts";
import { useSettings } from "#web/api/settings.ts";
import { learningNames } from "#web/i18n/learning-names.ts";
import { useReviewStrings } from "#web/i18n/use-review-strings.ts";
import { useInterfaceLanguage } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { useShortcut } from "#web/ui/use-shortcut.ts";
import { AnswerField } from "./answer-field.tsx";
import { CardActions } from "./card-actions.tsx";
import { CardBack } from "./card-back.tsx";
import { CardFront } from "./card-front.tsx";
import styles from "./card.module.css";
import { Compared } from "./compared.tsx";
import { GradeBar } from "./grade-bar.tsx";
import { askOf } from "./sides.ts";
import { type Answered, expectedOf, hasTypedAnswer } from "./typed-answer.ts";
import type { Session } from "./undo-button.tsx";

/** One card: it asks, shows the answer, and is graded. Its key is the card and its version, so each grade begins a new one. */
export function CardView({ card, session }: { card: ReviewCard; session: Session }) {
  const t = useReviewStrings();
  const { typedAnswers } = useSettings();
  const interfaceLanguage = useInterfaceLanguage();
  const [isShown, setShown] = useState(false);
  const [answered, setAnswered] = useState<Answered | null>(null);
  const [shownAt] = useState(() => performance.now());
  const { word, context } = card;
  const isTyped = typedAnswers && hasTypedAnswer(card);
  const ask = askOf(t.asks, card, isTyped, learningNames[interfaceLanguage][word.language]);
  // the readings of inflected words, and what the back needs at once
  const sentence = context?.sentence ?? word.lemma;
  const { data } = useQuery(wordsQuery(word.language, sentence));
  const show = () => setShown(true);
  const check = (text: string) => {
    const expected = expectedOf(card, data?.words ?? []);
    setAnswered({ text, comparison: compareAnswer(word.language, text, expected) });
    show();
  };
  // Space presses the button that has the focus
  useShortcut("showAnswer", () => !hasFocusedControl() && show(), !isShown && !isTyped);

  return (
    <section className={styles.card} aria-label={ask}>
      <CardActions card={card} session={session} isShown={isShown} />
      <p className={styles.ask} id="review-ask">
        {ask}
      </p>
      <div className={styles.front} id="review-front">
        <CardFront card={card} />
      </div>
      {isShown ? (
        <>
          {answered && <Compared card={card} answered={answered} />}
          <CardBack card={card} />
          <GradeBar
            card={card}
            session={session}
            shownAt={shownAt}
            suggested={answered ? gradeOf[answered.comparison] : 3}
          />
        </>
      ) : isTyped ? (
        <AnswerField language={word.language} onCheck={check} onShow={show} />
      ) : (
        <ShowButton onShow={show} />
      )}
    </section>
  );
}

const hasFocusedControl = () =>
  document.activeElement?.matches("button, a, select, input, summary, [tabindex='0']") === true;

function ShowButton({ onShow }: { onShow: () => void }) {
  const t = useReviewStrings();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // the button of the card before is gone, and the focus with it
    if (document.activeElement === document.body) button.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className={styles.foot}>
      <Button
        ref={button}
        kind="primary"
        className={styles.show}
        aria-describedby="review-ask review-front"
        aria-keyshortcuts="Space"
        onClick={onShow}
      >
        {t.show}
      </Button>
    </div>
  );
}
