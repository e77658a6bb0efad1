import type { ReactNode } from "react";
import styles from "./own-row.module.css";

type Props = {
  /** Something will be found: on a phone, it has a line of its own. */
  isAwaited?: boolean;
  findings?: ReactNode;
  children: ReactNode;
};

/**
 * The line under an own message: what was found in it, and its verbs. It is one line high from the first moment, and what arrives in it is cut
 * off rather than wrapped, so that the answer below it never moves.
 */
export const OwnRow = ({ isAwaited = false, findings, children }: Props) => (
  <div className={styles.row}>
    <div className={styles.findings} data-awaited={isAwaited || undefined}>
      {findings}
    </div>
    {children}
  </div>
);
