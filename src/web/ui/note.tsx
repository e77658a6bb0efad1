import type { HTMLAttributes } from "react";
import { cx } from "./cx.ts";
import styles from "./note.module.css";

type Props = HTMLAttributes<HTMLElement> & {
  kind?: "info" | "warning" | "failure";
  /** A question with its answers is a `fieldset`. */
  as?: "div" | "fieldset";
};

/** Something to know, with what can be done about it: its paragraphs are lines of their own, its buttons stand in a row. */
export const Note = ({ kind = "info", as: Tag = "div", className, ...rest }: Props) => (
  <Tag data-note="" className={cx(styles.note, kind !== "info" && styles[kind], className)} {...rest} />
);
