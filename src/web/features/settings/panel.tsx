import { type ReactNode, useId } from "react";
import { cx } from "#web/ui/cx.ts";
import styles from "./panel.module.css";

type Props = { title: string; aside?: ReactNode; children: ReactNode };

/** A box of settings under one heading. */
export function Panel({ title, aside, children }: Props) {
  const id = useId();
  return (
    <section className={styles.panel} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  );
}

type FoldedProps = { title: string; hint: string; isOpen: boolean; children: ReactNode };

/** A panel for settings that few people need: only its heading is visible at first. */
export const FoldedPanel = ({ title, hint, isOpen, children }: FoldedProps) => (
  <details className={cx(styles.panel, styles.folded)} open={isOpen}>
    <summary>
      <h2>{title}</h2> <small>{hint}</small>
    </summary>
    {children}
  </details>
);

/** Text across the whole box. As `output`, screen readers announce its changes. */
export const PanelText = ({ as: Tag = "div", children }: { as?: "div" | "output"; children: ReactNode }) => (
  <Tag className={styles.text}>{children}</Tag>
);

/** More of the same box, behind one press. */
export const PanelMore = ({
  label,
  isOpen = false,
  children,
}: {
  label: string;
  isOpen?: boolean;
  children: ReactNode;
}) => (
  <details className={styles.more} open={isOpen}>
    <summary>{label}</summary>
    {children}
  </details>
);
