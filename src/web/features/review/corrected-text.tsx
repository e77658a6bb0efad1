import { diffChars } from "diff";
import type { ReviewCard } from "#shared/review/review.ts";
import { useReviewStrings } from "#web/i18n/use-review-strings.ts";
import { LivingText } from "#web/text/living-text.tsx";
import styles from "./card.module.css";

/** What is right, and what the learner wrote with its mistakes marked. */
export function CorrectedText({ card: { word } }: { card: ReviewCard }) {
  const t = useReviewStrings();
  const changes = diffChars(word.wrong ?? "", word.lemma);
  return (
    <>
      <p className={styles.contextSentence}>
        <LivingText text={word.lemma} language={word.language} />
      </p>
      <p lang={word.language}>
        <small className={styles.label} lang="">
          {t.yours}
        </small>{" "}
        {changes
          .filter(({ added }) => !added)
          .map(({ value, removed }, index) => {
            const Tag = removed ? "del" : "span";
            // oxlint-disable-next-line react/no-array-index-key -- parts of one text, which never move
            return <Tag key={index}>{value}</Tag>;
          })}
      </p>
    </>
  );
}
