import { parentPort, workerData } from "node:worker_threads";
import type { ImportChoice } from "#shared/anki/source.ts";
import { FileProblem } from "#server/anki/package/file-problem.ts";
import type { FileProblemCode } from "#shared/anki/file-problems.ts";
import { type Described, describeSource } from "./describe-source.ts";
import type { SourceFile } from "./open-source.ts";
import { readWords, type Skipped, type SourceWord } from "./read-words.ts";

export type SourceQuestion = { file: SourceFile; choice: Omit<ImportChoice, "source"> | null };
export type SourceAnswer =
  | { type: "described"; source: Described }
  /** Some words. The next ones follow when the main thread asks for them: taking 100,000 at once would block it for a long time. */
  | { type: "some"; words: SourceWord[] }
  | { type: "skipped"; skipped: Skipped }
  | { type: "problem"; code: FileProblemCode; message: string; line: number | undefined }
  | { type: "failed"; message: string };

/** One question to a file in a thread of its own: a collection can have a gigabyte. `ask-source.ts` starts it. */
async function answer({ file, choice }: SourceQuestion): Promise<SourceAnswer> {
  try {
    if (choice) return await sendWords(file, choice);
    return { type: "described", source: await describeSource(file) };
  } catch (error) {
    if (error instanceof FileProblem) {
      const { code, message, line } = error;
      return { type: "problem", code, message, line };
    }
    return { type: "failed", message: String(error) };
  }
}

const atOnce = 1_000;

async function sendWords(file: SourceFile, choice: NonNullable<SourceQuestion["choice"]>): Promise<SourceAnswer> {
  const { words, skipped } = await readWords(file, choice);
  for (let from = 0; from < words.length; from += atOnce) {
    parentPort?.postMessage({ type: "some", words: words.slice(from, from + atOnce) } satisfies SourceAnswer);
    await new Promise((resolve) => parentPort?.once("message", resolve));
  }
  return { type: "skipped", skipped };
}

// our own ask-source.ts starts this worker
void answer(workerData as SourceQuestion).then((result) => parentPort?.postMessage(result));
