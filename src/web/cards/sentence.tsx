import type { Word } from "#shared/card.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { LivingText } from "#web/text/living-text.tsx";
import styles from "./sentence.module.css";

type Props = { text: string; words: readonly Word[]; language: LearningLanguage; messageId?: string | undefined };

/** The sentence of a card: the heading of the card. */
export const Sentence = ({ text, words, language, messageId }: Props) => (
  <h3 className={styles.sentence} lang={language}>
    <LivingText text={text} words={words} language={language} messageId={messageId} />
  </h3>
);
