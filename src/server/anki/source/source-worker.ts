import { parentPort, workerData } from "node:worker_threads";
import type { ImportChoice } from "#shared/anki/source.ts";
import { FileProblem } from "#server/anki/package/file-problem.ts";
import type { FileProblemCode } from "#shared/anki/file-problems.ts";
import { type Described, describeSource } from "./describe-source.ts";
import type { SourceFile } from "./open-source.ts";
import { readWords, type SourceWords } from "./read-words.ts";

export type SourceQuestion = { file: SourceFile; choice: Omit<ImportChoice, "source"> | null };
export type SourceAnswer =
  | { type: "described"; source: Described }
  | { type: "words"; words: SourceWords }
  | { type: "problem"; code: FileProblemCode; message: string }
  | { type: "failed"; message: string };

/** One question to a file in a thread of its own: a collection can have a gigabyte. `ask-source.ts` starts it. */
async function answer({ file, choice }: SourceQuestion): Promise<SourceAnswer> {
  try {
    if (choice) return { type: "words", words: await readWords(file, choice) };
    return { type: "described", source: await describeSource(file) };
  } catch (error) {
    if (error instanceof FileProblem) return { type: "problem", code: error.code, message: error.message };
    return { type: "failed", message: String(error) };
  }
}

// our own ask-source.ts starts this worker
void answer(workerData as SourceQuestion).then((result) => parentPort?.postMessage(result));
