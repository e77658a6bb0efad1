import type { Settings } from "#shared/settings.ts";
import styles from "./ruby.module.css";

type Props = {
  base: string;
  reading: string;
  heard: Settings["heard"];
  isApart?: boolean;
  mark?: string | undefined;
};

/**
 * A word with its reading above it. Screen readers hear one of the two: both, as in 今日 きょう, say the word twice. Browsers do not agree on
 * how they read `rt` aloud, so it is hidden from them, and a reading that is wanted stands beside it.
 */
export const Ruby = ({ base, reading, heard, isApart = false, mark }: Props) => (
  <ruby data-apart={isApart || undefined} data-mark={mark}>
    {heard === "readings" ? (
      <>
        <span className={styles.heard} data-heard="">
          {reading}
        </span>
        <span aria-hidden="true">{base}</span>
      </>
    ) : (
      base
    )}
    <rp>(</rp>
    <rt aria-hidden="true">{reading}</rt>
    <rp>)</rp>
  </ruby>
);
