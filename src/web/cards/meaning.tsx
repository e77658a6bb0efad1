import type { Word } from "#shared/card.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { PendingBar } from "./pending-bar.tsx";
import { arrives } from "./use-still.ts";
import styles from "./meaning.module.css";

type Props = {
  word: Word;
  /** The model may still give its meaning. */
  isPending: boolean;
  /** It is part of an expression, whose meaning stands above it. */
  isJoined: boolean;
};

/**
 * The model's meaning in this sentence; the dictionary's until it arrives. Both, each with its source, when the two share nothing.
 */
export function Meaning({ word: { meaning, isMeaningBeside, dictionaryMeanings = [] }, isPending, isJoined }: Props) {
  const t = useTranslate().card;
  // bundled dictionaries explain in English
  const fromDictionary = dictionaryMeanings.length > 0 && <span lang="en">{dictionaryMeanings.join("; ")}</span>;
  if (meaning && isMeaningBeside && fromDictionary)
    return (
      <span className={styles.text} {...arrives}>
        <span className={styles.source}>{t.source.dictionary}</span> {fromDictionary}
        <br />
        <span className={styles.source}>{t.source.model}</span> {meaning}
      </span>
    );
  if (meaning)
    return (
      <span className={styles.text} {...arrives}>
        {meaning}
      </span>
    );
  if (fromDictionary)
    return (
      <span
        className={styles.text}
        data-from-dictionary={isPending ? "meanwhile" : "instead"}
        title={t.fromDictionary}
        {...arrives}
      >
        {fromDictionary}
        <span className="visually-hidden"> ({t.fromDictionary})</span>
      </span>
    );
  return (
    isPending &&
    !isJoined && (
      <span className={styles.text} {...arrives}>
        <PendingBar label={t.pending} />
      </span>
    )
  );
}
