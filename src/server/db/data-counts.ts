import type { Database } from "bun:sqlite";
import type { DataCounts } from "#shared/data.ts";

const count = (from: string) => `(SELECT count(*) FROM ${from})`;

/** What is neither deleted, hidden nor taken back. Reads indexes, and walks through the messages once. */
export function countData(db: Database): DataCounts {
  const sql = `SELECT ${count("conversations WHERE deleted_at IS NULL")} AS conversations,
    ${count("messages JOIN conversations ON conversations.id = conversation_id WHERE deleted_at IS NULL")} AS messages,
    ${count("words WHERE deleted_at IS NULL")} AS words,
    ${count("review_log WHERE undone = 0")} AS reviews,
    ${count("videos WHERE deleted_at IS NULL")} AS videos,
    ${count("moments WHERE deleted_at IS NULL")} AS moments,
    (SELECT max(created_at) FROM messages) AS lastAt`;
  const counts = db.query<DataCounts, []>(sql).get();
  if (!counts) throw new Error("SELECT without FROM has one row");
  return counts;
}
