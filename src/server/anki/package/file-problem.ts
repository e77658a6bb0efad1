import type { FileProblemCode } from "#shared/anki/file-problems.ts";

/** A file that cannot be read. The message is for reports; the page translates the code. */
export class FileProblem extends Error {
  readonly code: FileProblemCode;
  /** Of a table, from 1. */
  readonly line: number | undefined;
  constructor(code: FileProblemCode, message: string, line?: number) {
    super(message);
    this.name = "FileProblem";
    this.code = code;
    this.line = line;
  }
}
