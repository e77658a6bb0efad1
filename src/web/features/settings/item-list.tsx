import type { ReactNode } from "react";
import { cx } from "#web/ui/cx.ts";
import styles from "./item-list.module.css";

/** A list of things that the learner has or can get, one `Item` per row. */
export const ItemList = ({ children }: { children: ReactNode }) => <ul className={styles.list}>{children}</ul>;

export const Item = ({ isDeleted = false, children }: { isDeleted?: boolean; children: ReactNode }) => (
  <li className={cx(styles.item, isDeleted && styles.deleted)}>{children}</li>
);

/** A word or two about an item. */
export const Tag = ({ tone, children }: { tone: "plain" | "good" | "caution"; children: ReactNode }) => (
  <span className={cx(styles.tag, tone !== "plain" && styles[tone])}>{children}</span>
);
