/** Joins the class names that are present: `cx(styles.row, isActive && styles.active)`. */
export const cx = (...names: readonly (string | false | null | undefined)[]): string | undefined =>
  names.filter(Boolean).join(" ") || undefined;
