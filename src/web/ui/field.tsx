import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx.ts";
import styles from "./field.module.css";

type Props = {
  label: ReactNode;
  /** Of the control that the label belongs to; its hint has this `id` with `-hint`. */
  id?: string;
  hint?: ReactNode;
  /** Stands beside the label: how the last change went. */
  status?: ReactNode;
  /** The control is a group that says its label itself. */
  isGroup?: boolean;
  /** The control is higher than one line: the label stands at its top. */
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

/** Text as programs write it: a name, an address, a key. Nothing is completed, capitalised or corrected. */
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

/** Inputs with their buttons in one row. Enter does what the button does. */
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
