import type { ReactNode } from "react";
import { cx } from "./cx.ts";
import styles from "./page-head.module.css";

/** The title of a page, with its choices at the other end. On a phone, the bar above has the title. */
export function PageHead({ title, className, children }: { title: string; className?: string; children?: ReactNode }) {
  return (
    <header className={cx(styles.head, className)}>
      <h1>{title}</h1>
      {children}
    </header>
  );
}
