import type { ComponentProps } from "react";
import { buttonClass } from "./button.tsx";

type Option<T extends string> = { value: T; label: string; lang?: string };
type Props<T extends string> = Pick<ComponentProps<"select">, "title" | "className" | "tabIndex"> & {
  "data-open"?: true | undefined;
  label: string;
  value: T;
  options: readonly Option<T>[];
  onChoose: (value: T) => void;
};

/** A native select that looks like a chip. It is read in the language of the chosen option. */
export const ChipSelect = <T extends string>({ label, value, options, onChoose, className, ...rest }: Props<T>) => (
  <select
    className={buttonClass("chip", className)}
    aria-label={label}
    lang={options.find((option) => option.value === value)?.lang}
    value={value}
    {...rest}
    onChange={({ target }) => {
      const chosen = options[target.selectedIndex];
      if (chosen) onChoose(chosen.value);
    }}
  >
    {options.map((option) => (
      <option key={option.value} value={option.value} lang={option.lang}>
        {option.label}
      </option>
    ))}
  </select>
);
