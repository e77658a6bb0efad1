import type { Statuses } from "#shared/words/statuses.ts";
import { type StatusRow, toLemmaStatus } from "#server/db/word-statuses.ts";

/** The statuses of a language, grouped so that each lemma is written once. */
export function toStatuses(rows: readonly StatusRow[]): Statuses {
  const statuses: Statuses = { new: [], learning: [], known: [], ignored: [], several: {} };
  for (const [lemma, own] of Map.groupBy(rows, (row) => row.lemma)) {
    const status = toLemmaStatus(own);
    if (typeof status === "string") statuses[status].push(lemma);
    else if (status) statuses.several[lemma] = status;
  }
  return statuses;
}
