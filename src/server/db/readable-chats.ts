import type { Database } from "bun:sqlite";

export type ReadableChat = { id: string; title: string | null; language: string; createdAt: number };
export type ReadableMessage = {
  role: "learner" | "tutor";
  /** The learner's words, or the answer as readable text; empty if it has no text. */
  text: string;
  /** The ids of its photos. */
  images: string[];
  createdAt: number;
};

/** All conversations that are not in the bin, or one of them; the oldest first. */
export function listReadableChats(db: Database, id?: string): ReadableChat[] {
  const sql = `SELECT id, title, language, created_at AS createdAt FROM conversations
    WHERE deleted_at IS NULL AND (?1 IS NULL OR id = ?1) ORDER BY number`;
  return db.query<ReadableChat, [string | null]>(sql).all(id ?? null);
}

/** The messages that a conversation shows, in their order, each read when it is needed. */
export function* readReadableMessages(db: Database, conversationId: string): Generator<ReadableMessage> {
  const sql = `SELECT role, coalesce(shown_messages.text, generations.text, '') AS text, created_at AS createdAt,
      (SELECT json_group_array(id) FROM (SELECT id FROM images WHERE message_id = coalesce(pictures_of, shown_messages.id) ORDER BY position)) AS images
    FROM shown_messages LEFT JOIN generations ON generations.id = shown_generation_id
    WHERE conversation_id = ? ORDER BY position`;
  type Row = Omit<ReadableMessage, "images"> & { images: string };
  for (const row of db.query<Row, [string]>(sql).iterate(conversationId))
    yield { ...row, images: JSON.parse(row.images) as string[] }; // SQLite made it of ids
}
