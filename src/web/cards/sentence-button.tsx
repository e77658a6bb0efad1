import type { ComponentProps, ReactNode } from "react";
import styles from "./sentence-button.module.css";

/** A sentence that can be pressed: an example, or a text of a picture. */
export const SentenceButton = (props: ComponentProps<"button">) => (
  <button type="button" className={styles.button} {...props} />
);

/** Its children are `<li>` with a `SentenceButton`. */
export const SentenceList = ({ children }: { children: ReactNode }) => <ul className={styles.list}>{children}</ul>;
