import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx.ts";
import styles from "./field.module.css";

type Props = {
  label: ReactNode;
  /** The id of the control that the label belongs to; the hint's id is this with `-hint`. */
  id?: string;
  hint?: ReactNode;
  /** The result of the last change, beside the label. */
  status?: ReactNode;
  /** The control is a group that has its own label. */
  isGroup?: boolean;
  /** The control is taller than one line: the label is aligned to its top. */
  isTall?: boolean;
  children: ReactNode;
};

/** A labelled row of a form. */
export const Field = ({ label, id, hint, status, isGroup = false, isTall = false, children }: Props) => (
  <div data-field="" className={cx(styles.field, isTall && styles.tall)}>
    <div className={styles.label}>
      {id && !isGroup ? <label htmlFor={id}>{label}</label> : <span aria-hidden={isGroup || undefined}>{label}</span>}
      {status}
      {hint && <small id={id && `${id}-hint`}>{hint}</small>}
    </div>
    <div className={styles.control}>{children}</div>
  </div>
);

/** Text for programs: a name, an address, a key. The browser must not complete, capitalise or correct it. */
export const TextInput = ({ className, type = "text", ...rest }: ComponentProps<"input">) => (
  <input
    type={type}
    className={cx(styles.input, className)}
    autoComplete="off"
    autoCapitalize="off"
    spellCheck={false}
    {...rest}
  />
);

export const Select = ({ className, ...rest }: ComponentProps<"select">) => (
  <select className={cx(styles.select, className)} {...rest} />
);

export const Checkbox = ({ className, ...rest }: Omit<ComponentProps<"input">, "type">) => (
  <input type="checkbox" className={cx(styles.checkbox, className)} {...rest} />
);

/** Inputs with their buttons in one row. Enter does the same as the button. */
export const InputRow = ({ onSubmit, children }: { onSubmit: () => void; children: ReactNode }) => (
  <form
    className={styles.row}
    onSubmit={(event) => {
      event.preventDefault();
      onSubmit();
    }}
  >
    {children}
  </form>
);
