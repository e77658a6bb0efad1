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
/** `position`: its place in the conversation, see 0001-start.sql. */
export type StoredMessage = MessageRow & { position: number };
type Stored = Omit<StoredMessage, "language" | "text"> & {
  language: string;
  text: string | null;
  history: Uint8Array | null;
  shownText: string | null;
};
export type ImageRow = { id: string; mediaType: string; width: number; height: number };

const columns = `id, conversation_id AS conversationId, position, role, text, history, language, created_at AS createdAt,
  (SELECT text FROM generations WHERE generations.id = shown_generation_id) AS shownText`;

function toMessage(db: Database, { history, shownText, ...row }: Stored): StoredMessage {
  return { ...row, text: row.text ?? readHistory(history, shownText ?? ""), language: readLanguage(db, row.language) };
}
const toMessageOrNull = (db: Database, row: Stored | null) => row && toMessage(db, row);

/** What a model gets of an answer as history: its text, or what is packed against it. */
const readHistory = (history: Uint8Array | null, text: string) => (history && unpack(history, text)) ?? text;

/** What a model gets of a message. `outcome`: the outcome of the shown answer. */
export type ToldMessage = Pick<MessageRow, "id" | "role" | "text"> & { position: number; outcome: Outcome | null };

/** The last `limit` messages of a conversation, or those before a position; oldest first. */
export function listTold(
  db: Database,
  conversationId: string,
  limit: number,
  before = Number.MAX_SAFE_INTEGER,
): ToldMessage[] {
  type Row = Omit<ToldMessage, "text"> & Pick<Stored, "text" | "history" | "shownText">;
  const sql = `SELECT messages.id, role, position, messages.text, history, outcome, generations.text AS shownText
    FROM messages LEFT JOIN generations ON generations.id = shown_generation_id
    WHERE conversation_id = ? AND position < ? ORDER BY position DESC LIMIT ?`;
  const rows = db.query<Row, [string, number, number]>(sql).all(conversationId, before, limit);
  return rows
    .reverse()
    .map(({ history, shownText, ...row }) => ({ ...row, text: row.text ?? readHistory(history, shownText ?? "") }));
}

/** How many of the learner's messages come before a position, and how many pictures they have. */
export function countTurnsBefore(db: Database, conversationId: string, position: number) {
  const ofLearner = "FROM messages WHERE conversation_id = ? AND role = 'learner' AND position < ?";
  const sql = `SELECT (SELECT count(*) ${ofLearner}) AS turns,
    (SELECT count(*) FROM images WHERE message_id IN (SELECT id ${ofLearner})) AS pictures`;
  type Row = { turns: number; pictures: number };
  const values: [string, number, string, number] = [conversationId, position, conversationId, position];
  return db.query<Row, typeof values>(sql).get(...values) ?? { turns: 0, pictures: 0 };
}

/** The first message of the learner that has words. */
export function getFirstWords(db: Database, conversationId: string): StoredMessage | null {
  const sql = `SELECT ${columns} FROM messages WHERE conversation_id = ? AND role = 'learner' AND trim(text) <> '' ORDER BY position LIMIT 1`;
  return toMessageOrNull(db, db.query<Stored, [string]>(sql).get(conversationId));
}

export function getMessage(db: Database, id: string): StoredMessage | null {
  return toMessageOrNull(db, db.query<Stored, [string]>(`SELECT ${columns} FROM messages WHERE id = ?`).get(id));
}

export function getMessageByKey(db: Database, key: string): StoredMessage | null {
  return toMessageOrNull(
    db,
    db.query<Stored, [string]>(`SELECT ${columns} FROM messages WHERE client_key = ?`).get(key),
  );
}

/** The learner's message that this one answers. */
export function getQuestion(db: Database, reply: MessageRow): StoredMessage | null {
  const sql = `SELECT ${columns} FROM messages WHERE conversation_id = ?1 AND role = 'learner' AND position <
    (SELECT position FROM messages WHERE id = ?2) ORDER BY position DESC LIMIT 1`;
  return toMessageOrNull(db, db.query<Stored, [string, string]>(sql).get(reply.conversationId, reply.id));
}

/** Free positions after each message: another answer to it gets the next one, and the positions of all other messages stay. */
const gap = 16;

type NewMessage = MessageRow & { key?: string | undefined };

/** Appends a message to its conversation. */
export const insertMessage = (db: Database, message: NewMessage) =>
  insertAt(
    db,
    message,
    `(SELECT coalesce(max(position), 0) + ${gap} FROM messages WHERE conversation_id = $conversationId)`,
  );

/** Inserts a message after another one. */
export const insertMessageAfter = (db: Database, message: NewMessage, afterId: string) =>
  insertAt(db, message, "(SELECT position + 1 FROM messages WHERE id = $afterId)", { afterId });

function insertAt(db: Database, message: NewMessage, position: string, more: Record<string, string> = {}) {
  const { id, conversationId, role, text, language, createdAt, key = null } = message;
  db.query(
    `INSERT INTO messages (id, conversation_id, position, role, text, language, client_key, created_at)
      VALUES ($id, $conversationId, ${position}, $role, iif($role = 'learner', $text, NULL), $language, $key, $createdAt)`,
  ).run({ id, conversationId, role, text, language, createdAt, key, ...more });
}

/** The tutor's messages that answer this message of the learner, in order. */
export function listReplies(db: Database, message: MessageRow): StoredMessage[] {
  const sql = `SELECT ${columns} FROM messages WHERE conversation_id = $conversationId AND role = 'tutor'
    AND position > (SELECT position FROM messages WHERE id = $id)
    AND position < coalesce((SELECT position FROM messages WHERE conversation_id = $conversationId AND role = 'learner'
      AND position > (SELECT position FROM messages WHERE id = $id) ORDER BY position LIMIT 1), 1e15) ORDER BY position`;
  const { conversationId, id } = message;
  return db
    .query<Stored, Record<string, string>>(sql)
    .all({ conversationId, id })
    .map((row) => toMessage(db, row));
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

/** The pictures of these messages, grouped by message. */
export function listImages(db: Database, messageIds: readonly string[]): Map<string, ImageRow[]> {
  const sql = `SELECT images.id, media_type AS mediaType, width, height, message_id AS messageId FROM json_each(?)
    CROSS JOIN images ON message_id = value ORDER BY images.position`;
  const rows = db.query<ImageRow & { messageId: string }, [string]>(sql).all(JSON.stringify(messageIds));
  return Map.groupBy(rows, ({ messageId }) => messageId);
}

/** Null if its conversation is in the bin. */
export function getImage(db: Database, id: string): ImageRow | null {
  const sql = `SELECT images.id, media_type AS mediaType, width, height FROM images JOIN messages ON messages.id = message_id
    JOIN conversations ON conversations.id = conversation_id WHERE images.id = ? AND deleted_at IS NULL`;
  return db.query<ImageRow, [string]>(sql).get(id);
}
