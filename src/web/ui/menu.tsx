import type { ComponentProps, ReactNode } from "react";
import { Dialog } from "./dialog.tsx";
import { CheckIcon } from "./icons.tsx";
import styles from "./menu.module.css";

type Props = Omit<ComponentProps<typeof Dialog>, "kind"> & { foot?: ReactNode };

/** A list of choices under the top bar. */
export const Menu = ({ foot, children, ...dialog }: Props) => (
  <Dialog kind="menu" {...dialog}>
    {children}
    {foot && <footer className={styles.foot}>{foot}</footer>}
  </Dialog>
);

/** A group of items under a heading. Its children are a list: `<ul>` of `<li>` with a `MenuItem`. */
export const MenuGroup = ({ label, children }: { label: string; children: ReactNode }) => (
  <section className={styles.group} aria-label={label}>
    <h3>{label}</h3>
    {children}
  </section>
);

type ItemProps = { label: string; detail?: string; isCurrent: boolean; onChoose: () => void };

export const MenuItem = ({ label, detail, isCurrent, onChoose }: ItemProps) => (
  <button type="button" className={styles.item} aria-current={isCurrent} onClick={onChoose}>
    <span>
      <b>{label}</b>
      {detail && <small>{detail}</small>}
    </span>
    {isCurrent && <CheckIcon size={17} />}
  </button>
);
