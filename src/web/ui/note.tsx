import type { HTMLAttributes } from "react";
import { cx } from "./cx.ts";
import styles from "./note.module.css";

type Props = HTMLAttributes<HTMLElement> & {
  kind?: "info" | "warning" | "failure";
  /** Use `fieldset` for a question with its answers. */
  as?: "div" | "fieldset";
};

/** A message with actions: each paragraph is a line, and the buttons stand in a row. */
export const Note = ({ kind = "info", as: Tag = "div", className, ...rest }: Props) => (
  <Tag data-note="" className={cx(styles.note, kind !== "info" && styles[kind], className)} {...rest} />
);
