import type { CSSProperties } from "react";

/** Numbers for the styles: `{ at: 0.5 }` is `--at: 0.5`. */
export const cssNumbers = (numbers: Record<string, number>): CSSProperties =>
  Object.fromEntries(Object.entries(numbers).map(([name, value]) => [`--${name}`, value]));
