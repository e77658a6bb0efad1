import type { ReviewCard } from "#shared/review/review.ts";
import { useReviewStrings } from "#web/i18n/use-review-strings.ts";
import { CheckIcon, CloseIcon } from "#web/ui/icons.tsx";
import styles from "./card.module.css";
import type { Answered } from "./typed-answer.ts";

/** How the typed answer compares with the word. */
export function Compared({ card, answered: { text, comparison } }: { card: ReviewCard; answered: Answered }) {
  const t = useReviewStrings();
  const kind = comparison === "wrong" ? "wrong" : comparison === "tones" || comparison === "typo" ? "near" : "right";
  return (
    <output className={styles.compared} data-kind={kind}>
      {kind === "wrong" ? <CloseIcon size={18} /> : <CheckIcon size={18} />}
      <b>{t.comparisons[comparison]}</b>
      {comparison !== "right" && (
        <span>
          {t.youTyped} <span lang={card.word.language}>{text}</span>
        </span>
      )}
    </output>
  );
}
