import type { LemmaStatus, Statuses } from "#shared/words/statuses.ts";

/** The statuses of a language, grouped so that each lemma is written once. */
export function toStatuses(found: ReadonlyMap<string, LemmaStatus>): Statuses {
  const statuses: Statuses = { new: [], learning: [], known: [], ignored: [], several: {} };
  for (const [lemma, status] of found) {
    if (typeof status === "string") statuses[status].push(lemma);
    else statuses.several[lemma] = status;
  }
  return statuses;
}
