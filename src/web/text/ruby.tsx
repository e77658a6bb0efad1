import type { Tone } from "#shared/languages/zhuyin.ts";
import type { Settings } from "#shared/settings.ts";
import { cx } from "#web/ui/cx.ts";
import styles from "./ruby.module.css";

type Props = {
  base: string;
  reading: string;
  heard: Settings["heard"];
  mark?: string | undefined;
  /** How much narrower the reading is drawn, down to a half; in steps of five percent, because the page may have no inline styles. */
  fit?: number | undefined;
  tone?: Tone | undefined;
  /** It is shown on hover only. */
  isQuiet?: boolean;
};

/**
 * A word with its reading above it. Screen readers say only one of the two: with both, as in 今日 きょう, they would say the word twice.
 * Browsers differ in what they tell screen readers of `rt`, so it is hidden from them, and a visually hidden span has the reading.
 */
export const Ruby = ({ base, reading, heard, mark, tone, isQuiet = false, fit = 1 }: Props) => (
  <ruby className={styles.ruby} data-mark={mark} data-tone={tone} data-quiet={isQuiet || undefined}>
    {heard === "readings" ? (
      <>
        <span className={cx("visually-hidden", styles.heard)} data-heard="">
          {reading}
        </span>
        <span aria-hidden="true">{base}</span>
      </>
    ) : (
      base
    )}
    <rt aria-hidden="true">
      <span data-fit={fit < 1 ? Math.floor(fit * 20) * 5 : undefined}>{reading}</span>
    </rt>
  </ruby>
);
