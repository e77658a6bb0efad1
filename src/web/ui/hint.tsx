import type { ReactNode } from "react";
import styles from "./hint.module.css";

/** A quiet line beside what matters. As `output` it is read out when it changes. */
export const Hint = ({ as: Tag = "p", children }: { as?: "p" | "output"; children: ReactNode }) => (
  <Tag className={styles.hint}>{children}</Tag>
);
