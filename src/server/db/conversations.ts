import type { Database } from "bun:sqlite";
import type { Conversation } from "#shared/chat.ts";
import { practices } from "#shared/tutor/tutor-values.ts";
import { verbs } from "#shared/verbs.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { openAnswerIn } from "./generations.ts";
import { readLanguage } from "./stored-language.ts";

export type TitleFrom = "tutor" | "learner" | "text";
type Row = {
  id: string;
  title: string | null;
  title_from: TitleFrom | null;
  language: string;
  pinned: number;
  activity: number;
  created_at: number;
  updated_at: number;
  live: string | null;
  last_task: string | null;
  practice: string | null;
};

/** Starts at the running answers, of which there are few, and at the last message: a long conversation costs no more than a short one. */
const columns = `id, title, title_from, language, pinned, activity, created_at, updated_at, (
  ${openAnswerIn("conversations.id")}
) AS live, (
  SELECT kind FROM generations WHERE rowid = (SELECT max(rowid) FROM generations WHERE message_id = (
    SELECT id FROM shown_messages WHERE conversation_id = conversations.id AND role = 'tutor' ORDER BY position DESC LIMIT 1))
) AS last_task, (
  SELECT practice FROM conversation_words AS own WHERE own.conversation_id = conversations.id AND own.language = conversations.language
) AS practice`;

/** `before`: the `activity` of the last entry of the previous page. */
export type ListPage = { before?: number | undefined; limit: number };

/** A page of the list, newest first, and how many conversations the whole list has. All pinned ones come first, on the first page. */
export function listConversations(
  db: Database,
  { before, limit }: ListPage,
): { conversations: Conversation[]; total: number } {
  const list = (which: string, from: number, most: number) => {
    const sql = `SELECT ${columns} FROM conversations WHERE deleted_at IS NULL AND pinned = ${which} AND activity < ?
      ORDER BY activity DESC LIMIT ?`;
    return db.query<Row, [number, number]>(sql).all(from, most);
  };
  const pinned = before === undefined ? list("1", Number.MAX_SAFE_INTEGER, -1) : [];
  const rows = [...pinned, ...list("0", before ?? Number.MAX_SAFE_INTEGER, limit)];
  const counted = db.query<{ total: number }, []>(
    "SELECT count(*) AS total FROM conversations WHERE deleted_at IS NULL",
  );
  return { conversations: rows.map((row) => toConversation(db, row)), total: counted.get()?.total ?? 0 };
}

export function getConversation(db: Database, id: string): Conversation | null {
  const row = db
    .query<Row, [string]>(`SELECT ${columns} FROM conversations WHERE id = ? AND deleted_at IS NULL`)
    .get(id);
  return row && toConversation(db, row);
}

const nextActivity = "(SELECT coalesce(max(activity), 0) + 1 FROM conversations)";

export function insertConversation(db: Database, id: string, language: LearningLanguage, now: number) {
  const sql = `INSERT INTO conversations (id, language, activity, created_at, updated_at) VALUES (?1, ?2, ${nextActivity}, ?3, ?3)`;
  db.query(sql).run(id, language, now);
}

/** Moves the conversation to the top of the list. A new title does not move it: a list that reorders by itself is hard to read. */
export function touchConversation(db: Database, id: string, language: LearningLanguage, now: number) {
  const sql = `UPDATE conversations SET activity = ${nextActivity}, updated_at = ?, language = ? WHERE id = ?`;
  db.query(sql).run(now, language, id);
}

/** Never replaces a title by the learner. The first words never replace a title by the tutor. Returns false if nothing changed. */
export function setTitle(db: Database, id: string, title: string, from: TitleFrom): boolean {
  const replaces = {
    learner: "1",
    tutor: "title_from IS NOT 'learner'",
    text: "title_from IS NOT 'learner' AND title_from IS NOT 'tutor'",
  }[from];
  const sql = `UPDATE conversations SET title = ?, title_from = ? WHERE id = ? AND ${replaces}`;
  return db.query(sql).run(title, from, id).changes > 0;
}

export function setPinned(db: Database, id: string, isPinned: boolean) {
  db.query("UPDATE conversations SET pinned = ? WHERE id = ?").run(Number(isPinned), id);
}

/** Does the conversation still lack a title by the learner or the tutor? */
export function needsTitle(db: Database, id: string): boolean {
  const sql =
    "SELECT 1 FROM conversations WHERE id = ? AND deleted_at IS NULL AND title_from IS NOT 'learner' AND title_from IS NOT 'tutor'";
  return db.query(sql).get(id) !== null;
}

/** Moves the conversation to the bin, see bin.ts. Returns false if it does not exist or is there already. */
export function deleteConversation(db: Database, id: string, now: number): boolean {
  return (
    db.query("UPDATE conversations SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL").run(now, id).changes > 0
  );
}

export function restoreConversation(db: Database, id: string): boolean {
  return db.query("UPDATE conversations SET deleted_at = NULL WHERE id = ?").run(id).changes > 0;
}

const toConversation = (
  db: Database,
  { id, title, title_from, language, pinned, activity, created_at, updated_at, live, last_task, practice }: Row,
): Conversation => ({
  id,
  title,
  titled: title_from === "tutor" || title_from === "learner",
  pinned: pinned === 1,
  language: readLanguage(db, language),
  activity,
  createdAt: created_at,
  updatedAt: updated_at,
  live,
  lastTask: verbs.find((verb) => verb === last_task) ?? null,
  ...(practice !== null && { practice: practices.find((one) => one === practice) }),
});
