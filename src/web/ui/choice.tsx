import type { ReactNode } from "react";
import styles from "./choice.module.css";
import { cx } from "./cx.ts";

type Choice<T extends string> = { value: T; label: string; lang?: string; hint?: string };
type Props<T extends string> = {
  name: string;
  label: ReactNode;
  /** The label is for screen readers only: a heading above shows it. */
  hidesLabel?: boolean;
  value: T | null;
  choices: readonly Choice<T>[];
  onChoose: (value: T) => void;
  size?: "large" | "small";
  className?: string | undefined;
};

/** Radio buttons that look like cards: arrow keys move, one Tab stop. */
export function ChoiceCards<T extends string>(props: Props<T>) {
  const { name, label, hidesLabel, value, choices, onChoose, size = "large", className } = props;
  return (
    <fieldset className={cx(styles.choices, styles[size], className)}>
      <legend className={hidesLabel ? "visually-hidden" : undefined}>{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className={styles.choice}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChoose(choice.value)}
            aria-describedby={choice.hint ? `${name}-${choice.value}-hint` : undefined}
            aria-labelledby={`${name}-${choice.value}-label`}
          />
          <b id={`${name}-${choice.value}-label`} lang={choice.lang}>
            {choice.label}
          </b>
          {choice.hint && <span id={`${name}-${choice.value}-hint`}>{choice.hint}</span>}
        </label>
      ))}
    </fieldset>
  );
}
