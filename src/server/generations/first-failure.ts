import type { ApiError } from "#shared/errors.ts";
import { getGeneration } from "#server/db/generations.ts";
import { getAnswer } from "#server/db/stored-answer.ts";
import type { Generations } from "./log.ts";

/** Waits for the model's first sign of life, for at most `longestMs`. Returns the error if the answer fails before that. */
export async function firstFailure(
  { db, running }: Generations,
  id: string,
  longestMs: number,
): Promise<ApiError | null> {
  const live = running.get(id);
  if (live) {
    const isLate = new Promise<void>((resolve) => setTimeout(resolve, longestMs));
    const noFailure = Promise.race([live.begun.promise, live.closed.promise, isLate]).then(() => null);
    return Promise.race([live.failed.promise, noFailure]);
  }
  const row = getGeneration(db, id);
  const answer = row && getAnswer(row);
  return answer?.outcome === "failed" && answer.text === "" ? answer.error : null;
}
