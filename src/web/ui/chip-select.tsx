import { type ComponentProps, useLayoutEffect, useRef } from "react";
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
export function ChipSelect<T extends string>({ label, value, options, onChoose, className, ...rest }: Props<T>) {
  const ref = useRef<HTMLSelectElement>(null);
  const first = useRef(value);
  useLayoutEffect(() => {
    // React leaves a select of the first frame as it is, and the browser may have put an earlier choice into it
    for (const option of ref.current?.options ?? []) if (option.value === first.current) option.selected = true;
  }, []);
  return (
    <select
      ref={ref}
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
}
