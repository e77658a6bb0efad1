/** Why a file did not become a dictionary. */
export const importProblems = [
  "unknown_format", // no format that we read
  "damaged", // broken off, or not what its name and beginning promise
  "too_large",
  "no_entries",
  "incomplete", // far fewer entries than this dictionary has
  "unsupported_version", // of Yomitan's format
  "unknown_language", // neither Japanese, Chinese nor Korean
] as const;
export type ImportProblemCode = (typeof importProblems)[number];

/** A file that cannot be imported. The message is for the log; the page translates the code. */
export class ImportProblem extends Error {
  readonly code: ImportProblemCode;
  constructor(code: ImportProblemCode, message: string) {
    super(message);
    this.name = "ImportProblem";
    this.code = code;
  }
}
