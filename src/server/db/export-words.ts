import type { Database } from "bun:sqlite";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { WordStatus } from "#shared/words/word-values.ts";
import { given } from "./list-ids.ts";

export type ExportFilter = {
  ids?: readonly string[] | undefined;
  language?: LearningLanguage | undefined;
  statuses: readonly WordStatus[];
};

/** The ids of the words that fit, in the order in which they were saved. */
export function listExportIds(db: Database, { ids, language, statuses }: ExportFilter): string[] {
  const chosen = ids ? `id IN ${given}` : `? IS NULL AND status IN ${given} AND (?3 IS NULL OR language = ?3)`;
  const sql = `SELECT id FROM words WHERE deleted_at IS NULL AND ${chosen} ORDER BY number`;
  const values = ids ? [JSON.stringify(ids)] : [null, JSON.stringify(statuses), language ?? null];
  return db
    .query<{ id: string }, (string | null)[]>(sql)
    .all(...values)
    .map(({ id }) => id);
}
