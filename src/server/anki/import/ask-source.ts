import type { FileProblemCode } from "#shared/anki/file-problems.ts";
import type { Described } from "#server/anki/source/describe-source.ts";
import type { Skipped, SourceWord } from "#server/anki/source/read-words.ts";
import type { SourceAnswer, SourceQuestion } from "#server/anki/source/source-worker.ts";

/** A file that cannot be imported. */
export class SourceProblem extends Error {
  readonly code: FileProblemCode;
  readonly line: number | undefined;
  constructor({ code, message, line }: Extract<SourceAnswer, { type: "problem" }>) {
    super(message);
    this.name = "SourceProblem";
    this.code = code;
    this.line = line;
  }
}

/** Asks one question to an uploaded file, in a thread of its own. Throws SourceProblem; an abort ends the thread at once. */
export async function askSource(
  workerFile: string,
  question: SourceQuestion,
  signal: AbortSignal,
): Promise<{ type: "described"; source: Described } | { type: "words"; words: SourceWord[]; skipped: Skipped }> {
  const { Worker } = await import("node:worker_threads"); // not at the start of the app
  signal.throwIfAborted();
  const done = Promise.withResolvers<Exclude<SourceAnswer, { type: "some" }>>();
  const worker = new Worker(workerFile, { workerData: question });
  const words: SourceWord[] = [];
  worker.on("message", (answer: SourceAnswer) => {
    if (answer.type !== "some") return done.resolve(answer);
    words.push(...answer.words);
    worker.postMessage("more");
  });
  worker.on("error", done.reject);
  worker.on("exit", () => done.reject(new Error("the thread ended without an answer")));
  worker.unref(); // after adding listeners, because they would keep the process alive
  const abort = () => done.reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  try {
    const answer = await done.promise;
    if (answer.type === "problem") throw new SourceProblem(answer);
    if (answer.type === "failed") throw new Error(answer.message);
    return answer.type === "skipped" ? { type: "words", words, skipped: answer.skipped } : answer;
  } finally {
    signal.removeEventListener("abort", abort);
    await worker.terminate();
  }
}
