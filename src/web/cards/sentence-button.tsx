import type { ComponentProps, ReactNode } from "react";
import styles from "./sentence-button.module.css";

/** A sentence to press: an example, a text of a picture. */
export const SentenceButton = (props: ComponentProps<"button">) => (
  <button type="button" className={styles.button} {...props} />
);

/** Its items are `<li>` with a `SentenceButton`. */
export const SentenceList = ({ children }: { children: ReactNode }) => <ul className={styles.list}>{children}</ul>;
