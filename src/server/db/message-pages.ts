import type { Database } from "bun:sqlite";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { readLanguage } from "./stored-language.ts";

/** A message of the shown branch, with its place in the conversation. `text`: the learner's words; empty in a tutor's message. */
export type PlacedMessage = {
  id: string;
  position: number;
  changed: number;
  role: "learner" | "tutor";
  text: string;
  language: LearningLanguage;
  createdAt: number;
};

export type PageQuery = {
  limit: number;
  /** Only messages before this position, after it, and those that changed after this number. */
  before?: number | undefined;
  after?: number | undefined;
  changedSince?: number | undefined;
};

type Stored = Omit<PlacedMessage, "language"> & { language: string };
const columns =
  "id, position, changed, role, coalesce(text, '') AS text, language, created_at AS createdAt FROM shown_messages";

/**
 * The messages of a page, most wanted first: by default the last ones; the first ones if only `after` is given; with
 * `changedSince`, the earliest change. One more than `limit` if there are more.
 */
export function listPage(db: Database, conversationId: string, query: PageQuery): PlacedMessage[] {
  const { limit, before, after, changedSince } = query;
  const isForward = after !== undefined && before === undefined;
  const order = changedSince !== undefined ? "changed" : isForward ? "position" : "position DESC";
  const sql = `SELECT ${columns} WHERE conversation_id = $conversationId AND position < $before AND position > $after
    ${changedSince === undefined ? "" : "AND changed > $changedSince"} ORDER BY ${order} LIMIT $limit`;
  const values = {
    conversationId,
    before: before ?? Number.MAX_SAFE_INTEGER,
    after: after ?? -1,
    limit: limit + 1,
    ...(changedSince !== undefined && { changedSince }),
  };
  return db
    .query<Stored, Record<string, string | number>>(sql)
    .all(values)
    .map((row) => toPlaced(db, row));
}

/** A message of the shown branch and those around it, the nearest first. Null if the conversation does not show it. */
export function listAround(db: Database, conversationId: string, id: string, limit: number): PlacedMessage[] | null {
  const sql = "SELECT position FROM shown_messages WHERE id = ? AND conversation_id = ?";
  const found = db.query<{ position: number }, [string, string]>(sql).get(id, conversationId);
  if (!found) return null;
  const later = listPage(db, conversationId, { limit, after: found.position - 1 });
  const earlier = listPage(db, conversationId, { limit, before: found.position });
  return Array.from({ length: limit }, (_, n) => [later[n], earlier[n]])
    .flat()
    .filter((row) => row !== undefined)
    .slice(0, limit);
}

/** The messages of a conversation whose answers are being written, or whose end could not be stored. */
export function listOpenMessages(db: Database, conversationId: string): PlacedMessage[] {
  const sql = `SELECT ${columns} WHERE id IN (SELECT message_id FROM generations INDEXED BY generations_open
    WHERE outcome IS NULL) AND +conversation_id = ?`;
  return db
    .query<Stored, [string]>(sql)
    .all(conversationId)
    .map((row) => toPlaced(db, row));
}

/** The learner's message before this position. */
export function getAskedBefore(db: Database, conversationId: string, position: number): PlacedMessage | null {
  const sql = `SELECT ${columns} WHERE conversation_id = ? AND role = 'learner' AND position < ? ORDER BY position DESC LIMIT 1`;
  const row = db.query<Stored, [string, number]>(sql).get(conversationId, position);
  return row && toPlaced(db, row);
}

/** The number of the conversation's last change, in any branch. */
export function lastChange(db: Database, conversationId: string): number {
  const sql = "SELECT coalesce(max(changed), 0) AS changed FROM messages WHERE conversation_id = ?";
  return db.query<{ changed: number }, [string]>(sql).get(conversationId)?.changed ?? 0;
}

const toPlaced = (db: Database, row: Stored): PlacedMessage => ({ ...row, language: readLanguage(db, row.language) });
