import type { ReactNode, Ref } from "react";
import { cx } from "./cx.ts";
import styles from "./empty-box.module.css";

type Props = {
  title: string;
  /** For a page that moves the focus here. */
  headingRef?: Ref<HTMLHeadingElement>;
  actions: ReactNode;
  className?: string | undefined;
  children: ReactNode;
};

/** Stands in the place of a list that has nothing to show, and says what to do next. */
export function EmptyBox({ title, headingRef, actions, className, children }: Props) {
  return (
    <section className={cx(styles.box, className)}>
      <h2 ref={headingRef} tabIndex={headingRef ? -1 : undefined}>
        {title}
      </h2>
      {children}
      <div className={styles.actions}>{actions}</div>
    </section>
  );
}
