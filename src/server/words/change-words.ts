import type { Database } from "bun:sqlite";
import type { z } from "zod";
import type { BulkResult, bulkSchema } from "#shared/words/list.ts";
import { listWordIds, type WordFilter } from "#server/db/list-words.ts";
import { durably } from "#server/db/open.ts";
import { deleteWords, groupByStatus, restoreWords, setStatuses } from "#server/db/words.ts";

type Change = z.output<typeof bulkSchema>["change"];

/** Changes many words at once: those with these ids, or all that fit. Returns what each of them was before. */
export const changeWords = (db: Database, which: readonly string[] | WordFilter, change: Change): BulkResult =>
  durably(db, () => {
    const now = Date.now();
    const ids = isList(which) ? which : listWordIds(db, which);
    const status = "status" in change ? change.status : null;
    const isRestored = "isDeleted" in change && !change.isDeleted;
    const before = groupByStatus(db, ids, { areDeleted: isRestored });
    if (status !== null) delete before[status];
    const all = Object.values(before).flat();
    if (status !== null) setStatuses(db, all, status, now);
    else if (isRestored) restoreWords(db, all);
    else deleteWords(db, all, now);
    return { changed: all.length, before: { new: [], learning: [], known: [], ignored: [], ...before } };
  });

const isList = (which: readonly string[] | WordFilter): which is readonly string[] => Array.isArray(which);
