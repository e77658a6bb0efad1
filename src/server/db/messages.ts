import type { Database } from "bun:sqlite";
import type { Outcome } from "#shared/answer.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { endless } from "./branches.ts";
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
/** `position`, `branch`: its place in the conversation, see 0001-start.sql. */
export type StoredMessage = MessageRow & { position: number; branch: number };
type Stored = Omit<StoredMessage, "language" | "text"> & {
  language: string;
  text: string | null;
  history: Uint8Array | null;
  shownText: string | null;
};
export type ImageRow = { id: string; mediaType: string; width: number; height: number };

const columns = `id, conversation_id AS conversationId, position, branch, role, text, history, language, created_at AS createdAt,
  (SELECT text FROM generations WHERE generations.id = shown_generation_id) AS shownText`;

function toMessage(db: Database, { history, shownText, ...row }: Stored): StoredMessage {
  return { ...row, text: row.text ?? readHistory(history, shownText ?? ""), language: readLanguage(db, row.language) };
}
const toMessageOrNull = (db: Database, row: Stored | null) => row && toMessage(db, row);

/** What a model gets of an answer as history: its text, or what is packed against it. */
const readHistory = (history: Uint8Array | null, text: string) => (history && unpack(history, text)) ?? text;

/** The parts of a message that a model gets. `outcome`: the outcome of the shown answer. */
export type ToldMessage = Pick<MessageRow, "id" | "role" | "text"> & { position: number; outcome: Outcome | null };

/** The last `limit` shown messages of a conversation, or those before a position; oldest first. */
export function listTold(
  db: Database,
  conversationId: string,
  limit: number,
  before = Number.MAX_SAFE_INTEGER,
): ToldMessage[] {
  type Row = Omit<ToldMessage, "text"> & Pick<Stored, "text" | "history" | "shownText">;
  const sql = `SELECT shown_messages.id, role, position, shown_messages.text, history, outcome, generations.text AS shownText
    FROM shown_messages LEFT JOIN generations ON generations.id = shown_generation_id
    WHERE conversation_id = ? AND position < ? ORDER BY position DESC LIMIT ?`;
  const rows = db.query<Row, [string, number, number]>(sql).all(conversationId, before, limit);
  return rows
    .reverse()
    .map(({ history, shownText, ...row }) => ({ ...row, text: row.text ?? readHistory(history, shownText ?? "") }));
}

/** How many of the learner's shown messages come before a position, and how many pictures they have. */
export function countTurnsBefore(db: Database, conversationId: string, position: number) {
  const ofLearner = "FROM shown_messages WHERE conversation_id = ? AND role = 'learner' AND position < ?";
  const sql = `SELECT (SELECT count(*) ${ofLearner}) AS turns,
    (SELECT count(*) FROM images WHERE message_id IN (SELECT coalesce(pictures_of, id) ${ofLearner})) AS pictures`;
  type Row = { turns: number; pictures: number };
  const values: [string, number, string, number] = [conversationId, position, conversationId, position];
  return db.query<Row, typeof values>(sql).get(...values) ?? { turns: 0, pictures: 0 };
}

/** The first shown message of the learner that has words. */
export function getFirstWords(db: Database, conversationId: string): StoredMessage | null {
  const sql = `SELECT ${columns} FROM shown_messages WHERE conversation_id = ? AND role = 'learner' AND trim(text) <> '' ORDER BY position LIMIT 1`;
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

/** The learner's message that this one answers: it is in the same branch, because a branch begins with a message of the learner. */
export function getQuestion(db: Database, { conversationId, branch, position }: StoredMessage): StoredMessage | null {
  const sql = `SELECT ${columns} FROM messages WHERE conversation_id = ? AND role = 'learner' AND branch = ? AND position < ?
    ORDER BY position DESC LIMIT 1`;
  return toMessageOrNull(db, db.query<Stored, [string, number, number]>(sql).get(conversationId, branch, position));
}

/** Whether the message is in the branch that the conversation shows. */
export const isShown = (db: Database, id: string): boolean =>
  db.query("SELECT 1 FROM shown_messages WHERE id = ?").get(id) !== null;

/** Free positions after each message: another answer to it gets the next one, and the positions of all other messages stay. */
const gap = 16;

/** Later than all others in every branch, so positions grow along each branch. */
const next = `(SELECT coalesce(max(position), 0) + ${gap} FROM messages WHERE conversation_id = $conversationId)`;
const shownBranch = `(SELECT first FROM branches WHERE conversation_id = $conversationId AND shown_until = ${endless})`;

type NewMessage = MessageRow & { key?: string | undefined; picturesOf?: string };

/** Appends a message to the branch that its conversation shows. */
export const insertMessage = (db: Database, message: NewMessage) => insertAt(db, message, next, shownBranch);

/** The position that the next message gets. */
export function nextPosition(db: Database, conversationId: string): number {
  const row = db
    .query<{ position: number }, [{ conversationId: string }]>(`SELECT ${next} AS position`)
    .get({ conversationId });
  return row?.position ?? gap;
}

/** Inserts a message after another one. */
export function insertMessageAfter(db: Database, message: NewMessage, afterId: string) {
  const ofOther = (place: string) => `(SELECT ${place} FROM messages WHERE id = $afterId)`;
  insertAt(db, message, ofOther("position + 1"), ofOther("branch"), { afterId });
}

function insertAt(
  db: Database,
  message: NewMessage,
  position: string,
  branch: string,
  more: Record<string, string> = {},
) {
  const { id, conversationId, role, text, language, createdAt, key = null, picturesOf = null } = message;
  db.query(
    `INSERT INTO messages (id, conversation_id, position, branch, role, text, language, pictures_of, client_key, created_at)
      VALUES ($id, $conversationId, ${position}, ${branch}, $role, iif($role = 'learner', $text, NULL), $language,
        (SELECT coalesce(pictures_of, id) FROM messages WHERE id = $picturesOf), $key, $createdAt)`,
  ).run({ id, conversationId, role, text, language, createdAt, key, picturesOf, ...more });
}

/** The tutor's messages that answer this message of the learner, in order. */
export function listReplies(db: Database, { conversationId, branch, position }: StoredMessage): StoredMessage[] {
  const after = "FROM messages WHERE conversation_id = $conversationId AND branch = $branch AND position > $position";
  const sql = `SELECT ${columns} ${after} AND role = 'tutor'
    AND position < coalesce((SELECT position ${after} AND role = 'learner' ORDER BY position LIMIT 1), 1e15) ORDER BY position`;
  return db
    .query<Stored, Record<string, string | number>>(sql)
    .all({ conversationId, branch, position })
    .map((row) => toMessage(db, row));
}

/** The messages turned out to be in another learning language. */
export function setLanguage(db: Database, ids: readonly string[], language: LearningLanguage) {
  db.query("UPDATE messages SET language = ? WHERE id IN (SELECT value FROM json_each(?))").run(
    language,
    JSON.stringify(ids),
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

/** The pictures of these messages, grouped by message. */
export function listImages(db: Database, messageIds: readonly string[]): Map<string, ImageRow[]> {
  const sql = `SELECT images.id, media_type AS mediaType, width, height, messages.id AS messageId FROM json_each(?)
    CROSS JOIN messages ON messages.id = value CROSS JOIN images ON message_id = coalesce(pictures_of, messages.id) ORDER BY images.position`;
  const rows = db.query<ImageRow & { messageId: string }, [string]>(sql).all(JSON.stringify(messageIds));
  return Map.groupBy(rows, ({ messageId }) => messageId);
}

/** Null if its conversation is in the bin. */
export function getImage(db: Database, id: string): ImageRow | null {
  const sql = `SELECT images.id, media_type AS mediaType, width, height FROM images JOIN messages ON messages.id = message_id
    JOIN conversations ON conversations.id = conversation_id WHERE images.id = ? AND deleted_at IS NULL`;
  return db.query<ImageRow, [string]>(sql).get(id);
}
