import type { Database } from "bun:sqlite";
import type { z } from "zod";
import type { bulkSchema } from "#shared/words/list.ts";
import type { WordStatus } from "#shared/words/word-values.ts";
import { listWordIds, type WordFilter } from "#server/db/list-words.ts";
import { durably } from "#server/db/open.ts";
import { deleteWords, groupByStatus, restoreWords, setStatuses } from "#server/db/words.ts";

type Change = z.output<typeof bulkSchema>["change"];
type Changed = {
  changed: number;
  /** The changed words by the status that they had. */
  before: Record<WordStatus, string[]>;
  /** Why the change ended early, after some words. */
  failure?: unknown;
};

/** Words in one transaction, which takes about 40 ms. Most learners choose fewer at once, so for them it is all or nothing. */
const atOnce = 5_000;

/**
 * Changes many words: those with these ids, or all that fit. Returns what each of them was before. Other requests run between two transactions; after
 * a failure, the words of the earlier ones stay changed, and the same change again does the rest. Throws only if no word was changed. `onChanged` is
 * told all words that changed, also after a failure.
 */
export async function changeWords(
  db: Database,
  which: readonly string[] | WordFilter,
  change: Change,
  onChanged: (ids: readonly string[]) => void,
): Promise<Changed> {
  const before: Changed["before"] = { new: [], learning: [], known: [], ignored: [] };
  const changed = () => Object.values(before).flat();
  let failed: { failure: unknown } | undefined;
  try {
    for (const ids of isList(which) ? piecesOf(which) : fittingIds(db, which)) {
      const some = durably(db, () => changeSome(db, ids, change));
      for (const status of Object.keys(before) as WordStatus[]) before[status].push(...(some[status] ?? []));
      await new Promise(setImmediate);
    }
  } catch (failure) {
    if (changed().length === 0) throw failure;
    failed = { failure };
  }
  onChanged(changed());
  return { changed: changed().length, before, ...failed };
}

function* piecesOf(ids: readonly string[]): Generator<readonly string[]> {
  for (let from = 0; from < ids.length; from += atOnce) yield ids.slice(from, from + atOnce);
}

/** Those that were there at the beginning: the number of a word that is saved meanwhile is higher. */
function* fittingIds(db: Database, filter: WordFilter): Generator<readonly string[]> {
  for (let below = Number.MAX_SAFE_INTEGER; ;) {
    const some = listWordIds(db, filter, { limit: atOnce, below });
    const last = some.at(-1);
    if (!last) return;
    yield some.map(({ id }) => id);
    below = last.number;
  }
}

function changeSome(db: Database, ids: readonly string[], change: Change): Partial<Record<WordStatus, string[]>> {
  const now = Date.now();
  const status = "status" in change ? change.status : null;
  const isRestored = "isDeleted" in change && !change.isDeleted;
  const before = groupByStatus(db, ids, { areDeleted: isRestored });
  if (status !== null) delete before[status];
  const all = Object.values(before).flat();
  if (status !== null) setStatuses(db, all, status, now);
  else if (isRestored) restoreWords(db, all);
  else deleteWords(db, all, now);
  return before;
}

const isList = (which: readonly string[] | WordFilter): which is readonly string[] => Array.isArray(which);
