import type { ReactNode } from "react";
import styles from "./own-row.module.css";

type Props = {
  /** A correction is expected: on a phone, it gets its own line. */
  isAwaited?: boolean;
  findings?: ReactNode;
  children: ReactNode;
};

/**
 * The line under the learner's own message: remarks about it, and its actions. It is one line high from the first moment, and its content is cut
 * off rather than wrapped, so that the answer below never moves.
 */
export const OwnRow = ({ isAwaited = false, findings, children }: Props) => (
  <div className={styles.row}>
    <div className={styles.findings} data-awaited={isAwaited || undefined}>
      {findings}
    </div>
    {children}
  </div>
);
