import type { ReactNode } from "react";
import styles from "./hint.module.css";

/** A quiet line beside something more important. As `output`, screen readers announce its changes. */
export const Hint = ({ as: Tag = "p", children }: { as?: "p" | "output"; children: ReactNode }) => (
  <Tag className={styles.hint}>{children}</Tag>
);
