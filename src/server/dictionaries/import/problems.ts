import type { DictionaryProblem } from "#shared/dictionaries.ts";

export type ImportProblemCode = Exclude<DictionaryProblem, "download_failed" | "disk_full" | "internal">;

/** A file that cannot be imported. The message is for reports; the page translates the code. */
export class ImportProblem extends Error {
  readonly code: ImportProblemCode;
  constructor(code: ImportProblemCode, message: string) {
    super(message);
    this.name = "ImportProblem";
    this.code = code;
  }
}
