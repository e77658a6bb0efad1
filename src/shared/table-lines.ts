/** The lines of a table that a teacher can correct. Empty lines and comments, which begin with `#`, are left out. */
export const tableLines = (table: string): string[] =>
  table.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("#"));
