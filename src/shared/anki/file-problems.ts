/** Why a file of words cannot be read. `open_quote`: a quoted cell of a table does not end. `unsafe`: an archive with names that lead out of a folder, or a database that contains programs. */
export const fileProblems = [
  "unknown_format",
  "damaged",
  "open_quote",
  "too_large",
  "unsupported_version",
  "unsafe",
  "empty",
  "encrypted",
] as const;
export type FileProblemCode = (typeof fileProblems)[number];
