import type { AnswerCard } from "#shared/answer.ts";
import { unsettledIn } from "#shared/unsettled.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { CheckIcon } from "#web/ui/icons.tsx";
import styles from "./card-state.module.css";

type Props = {
  answerCard: AnswerCard;
  /** Words may still come. */
  isRunning: boolean;
  onFillIn: (() => void) | undefined;
};

/** What is not settled in a card, and the button that asks for what is missing. */
export function CardState({ answerCard: { state, card }, isRunning, onFillIn }: Props) {
  const { card: t, chat } = useTranslate();
  const { hasNoTranslation, isUnchecked, withoutMeaning, uncertain, conflicts } = unsettledIn(card);
  const isMissing = hasNoTranslation || withoutMeaning > 0;
  // a model that was not asked has left nothing out
  const isAsked = state !== "words";
  return (
    <div className={styles.state}>
      {!isMissing && !isUnchecked && uncertain + conflicts === 0 && (
        <span className={styles.settled}>
          <CheckIcon size={15} />
          {t.settled}
        </span>
      )}
      {isUnchecked && !isRunning && <span>{t.unchecked}</span>}
      {isAsked && hasNoTranslation && <span>{t.noTranslation}</span>}
      {isAsked && withoutMeaning > 0 && <span>{t.withoutMeaning(withoutMeaning)}</span>}
      {uncertain > 0 && <span>{t.uncertain(uncertain)}</span>}
      {conflicts > 0 && <span>{t.conflicts(conflicts)}</span>}
      {isMissing && onFillIn && (
        <Button kind="quiet" className={styles.ask} onClick={onFillIn}>
          {isAsked ? t.fillIn : chat.verbs.explain}
        </Button>
      )}
    </div>
  );
}
