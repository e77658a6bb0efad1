import type { Database } from "bun:sqlite";
import type { Outcome } from "#shared/answer.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { pack, unpack } from "./pack.ts";
import { readLanguage } from "./stored-language.ts";

export type MessageRow = {
  id: string;
  conversationId: string;
  role: "learner" | "tutor";
  /** The learner's words, or what a model gets of the answer that the tutor's message shows. */
  text: string;
  language: LearningLanguage;
  createdAt: number;
};
type Stored = Omit<MessageRow, "language" | "text"> & {
  language: string;
  text: string | null;
  history: Uint8Array | null;
  shownText: string | null;
};
export type ImageRow = { id: string; mediaType: string; width: number; height: number };

const columns = `id, conversation_id AS conversationId, role, text, history, language, created_at AS createdAt,
  (SELECT text FROM generations WHERE generations.id = shown_generation_id) AS shownText`;

function toMessage(db: Database, { history, shownText, ...row }: Stored): MessageRow {
  return { ...row, text: row.text ?? readHistory(history, shownText ?? ""), language: readLanguage(db, row.language) };
}
const toMessageOrNull = (db: Database, row: Stored | null) => row && toMessage(db, row);

/** What a model gets of an answer as history: its text, or what is packed against it. */
const readHistory = (history: Uint8Array | null, text: string) => (history && unpack(history, text)) ?? text;

/** The messages of a conversation, oldest first. */
export function listMessages(db: Database, conversationId: string, limit = -1): MessageRow[] {
  return db
    .query<Stored, [string, number]>(
      `SELECT ${columns} FROM messages WHERE conversation_id = ? ORDER BY position LIMIT ?`,
    )
    .all(conversationId, limit)
    .map((row) => toMessage(db, row));
}

export function getMessage(db: Database, id: string): MessageRow | null {
  return toMessageOrNull(db, db.query<Stored, [string]>(`SELECT ${columns} FROM messages WHERE id = ?`).get(id));
}

export function getMessageByKey(db: Database, key: string): MessageRow | null {
  return toMessageOrNull(
    db,
    db.query<Stored, [string]>(`SELECT ${columns} FROM messages WHERE client_key = ?`).get(key),
  );
}

/** The tutor's message that answers this one. */
export function getReply(db: Database, message: MessageRow): MessageRow | null {
  const sql = `SELECT ${columns} FROM messages WHERE conversation_id = ?1 AND role = 'tutor' AND position =
    (SELECT position + 1 FROM messages WHERE id = ?2)`;
  return toMessageOrNull(db, db.query<Stored, [string, string]>(sql).get(message.conversationId, message.id));
}

/** The learner's message that this one answers. */
export function getQuestion(db: Database, reply: MessageRow): MessageRow | null {
  const sql = `SELECT ${columns} FROM messages WHERE conversation_id = ?1 AND role = 'learner' AND position <
    (SELECT position FROM messages WHERE id = ?2) ORDER BY position DESC LIMIT 1`;
  return toMessageOrNull(db, db.query<Stored, [string, string]>(sql).get(reply.conversationId, reply.id));
}

/** Appends a message to its conversation. */
export function insertMessage(db: Database, message: MessageRow & { key?: string | undefined }) {
  db.query(
    `INSERT INTO messages (id, conversation_id, position, role, text, language, client_key, created_at) VALUES ($id, $conversationId,
      (SELECT coalesce(max(position), 0) + 1 FROM messages WHERE conversation_id = $conversationId),
      $role, iif($role = 'learner', $text, NULL), $language, $key, $createdAt)`,
  ).run({ ...message, key: message.key ?? null });
}

/** The tutor's messages that answer this message of the learner, in order. */
export function listReplies(db: Database, message: MessageRow): MessageRow[] {
  const sql = `SELECT ${columns} FROM messages WHERE conversation_id = $conversationId AND role = 'tutor'
    AND position > (SELECT position FROM messages WHERE id = $id)
    AND position < (SELECT coalesce(min(position), 1e15) FROM messages WHERE conversation_id = $conversationId AND role = 'learner'
      AND position > (SELECT position FROM messages WHERE id = $id)) ORDER BY position`;
  const { conversationId, id } = message;
  return db
    .query<Stored, Record<string, string>>(sql)
    .all({ conversationId, id })
    .map((row) => toMessage(db, row));
}

/** Inserts a message after another one, and moves those that follow. */
export function insertMessageAfter(db: Database, message: MessageRow, afterId: string) {
  const { conversationId } = message;
  // positions are unique: the later ones are negative for a moment
  db.query(
    `UPDATE messages SET position = -position WHERE conversation_id = ?1 AND position > (SELECT position FROM messages WHERE id = ?2)`,
  ).run(conversationId, afterId);
  insertMessage(db, message);
  db.query("UPDATE messages SET position = 1 - position WHERE conversation_id = ? AND position < 0").run(
    conversationId,
  );
}

/** Sets the ended generation that a message shows. `history`: what a model gets of it later. */
export function setShownGeneration(db: Database, id: string, generationId: string, history: string) {
  const shown = db.query<{ text: string | null }, [string]>("SELECT text FROM generations WHERE id = ?");
  const text = shown.get(generationId)?.text ?? "";
  const sql = "UPDATE messages SET shown_generation_id = ?, history = iif(role = 'tutor', ?, NULL) WHERE id = ?";
  db.query(sql).run(generationId, history === text ? null : pack(history, text), id);
}

/** The outcome of the generation that a message shows, and what a model gets of it as history; null if it shows none yet. */
export function getShown(db: Database, id: string): { outcome: Outcome; text: string } | null {
  type Row = { outcome: Outcome; text: string; history: Uint8Array | null };
  const sql = `SELECT outcome, coalesce(messages.text, generations.text, '') AS text, history FROM messages
    JOIN generations ON generations.id = messages.shown_generation_id WHERE messages.id = ?`;
  const row = db.query<Row, [string]>(sql).get(id);
  return row && { outcome: row.outcome, text: readHistory(row.history, row.text) };
}

export function insertImage(db: Database, messageId: string, position: number, image: ImageRow) {
  db.query("INSERT INTO images (id, message_id, position, media_type, width, height) VALUES (?, ?, ?, ?, ?, ?)").run(
    image.id,
    messageId,
    position,
    image.mediaType,
    image.width,
    image.height,
  );
}

/** The pictures of a conversation, grouped by message. */
export function listConversationImages(db: Database, conversationId: string): Map<string, ImageRow[]> {
  const sql = `SELECT images.id, media_type AS mediaType, width, height, message_id AS messageId FROM images
    JOIN messages ON messages.id = images.message_id WHERE messages.conversation_id = ? ORDER BY images.position`;
  const rows = db.query<ImageRow & { messageId: string }, [string]>(sql).all(conversationId);
  return Map.groupBy(rows, ({ messageId }) => messageId);
}

/** Null if its conversation is in the bin. */
export function getImage(db: Database, id: string): ImageRow | null {
  const sql = `SELECT images.id, media_type AS mediaType, width, height FROM images JOIN messages ON messages.id = message_id
    JOIN conversations ON conversations.id = conversation_id WHERE images.id = ? AND deleted_at IS NULL`;
  return db.query<ImageRow, [string]>(sql).get(id);
}
