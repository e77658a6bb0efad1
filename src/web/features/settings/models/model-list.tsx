import type { ReactNode } from "react";
import { cx } from "#web/ui/cx.ts";
import styles from "./model-list.module.css";

/** A list of models, one `ModelItem` per row. */
export const ModelList = ({ children }: { children: ReactNode }) => <ul className={styles.list}>{children}</ul>;

export const ModelItem = ({ isDeleted = false, children }: { isDeleted?: boolean; children: ReactNode }) => (
  <li className={cx(styles.item, isDeleted && styles.deleted)}>{children}</li>
);

/** A word or two about a model. */
export const Tag = ({ tone, children }: { tone: "plain" | "good" | "caution"; children: ReactNode }) => (
  <span className={cx(styles.tag, tone !== "plain" && styles[tone])}>{children}</span>
);
