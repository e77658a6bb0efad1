import type { Database } from "bun:sqlite";
import { pack, unpack } from "#server/db/pack.ts";
import { readDocument, type SearchDocument, tokensOf, writeDocument } from "./document.ts";
import { createFolding, type Folding } from "./fold.ts";

/** The numbers of titles begin here, far above those of messages, so that each kind is read alone, the newest first. The same number is in 0001-start.sql. */
export const firstTitle = 2 ** 40;
const isTitle = (number: number) => number >= firstTitle;

/** A message or a title that may be in the index. */
export type Indexed = {
  number: number;
  conversationId: string;
  /** Null for a title. */
  messageId: string | null;
  role: "learner" | "tutor" | null;
  language: string;
  /** The words of the learner, or the title; null in a tutor's message. */
  text: string | null;
  /** The number and the text of the answer that a tutor's message shows. */
  generation: number | null;
  shownText: string | null;
};

/** Null if it was deleted for good. */
export function getIndexed(db: Database, number: number): Indexed | null {
  if (isTitle(number)) {
    const sql = `SELECT ?1 AS number, id AS conversationId, NULL AS messageId, NULL AS role, language, title AS text, NULL AS generation,
      NULL AS shownText FROM conversations WHERE number = ?1 - ${firstTitle}`;
    return db.query<Indexed, [number]>(sql).get(number);
  }
  const sql = `SELECT messages.number, conversation_id AS conversationId, messages.id AS messageId, role, language, messages.text,
    iif(role = 'tutor', generations.number, NULL) AS generation, iif(role = 'tutor', generations.text, NULL) AS shownText FROM messages
    LEFT JOIN generations ON generations.id = shown_generation_id WHERE messages.number = ?`;
  return db.query<Indexed, [number]>(sql).get(number);
}

/** What has changed, oldest first. */
export const listQueue = (db: Database, limit: number): number[] =>
  numbersOf(db, "SELECT number FROM search_queue ORDER BY number LIMIT ?", limit);

/** Queues these to be indexed again. */
export function queueDocuments(db: Database, numbers: readonly number[]) {
  const sql = "INSERT INTO search_queue (number) SELECT value FROM json_each(?) WHERE true ON CONFLICT DO NOTHING";
  db.query(sql).run(JSON.stringify(numbers));
}

export const isQueueEmpty = (db: Database): boolean => db.query("SELECT 1 FROM search_queue LIMIT 1").get() === null;

/** Documents that still need readings from the engine, newest first. */
export const listUnread = (db: Database, limit: number): number[] =>
  numbersOf(db, "SELECT number FROM search_documents WHERE is_read = 0 ORDER BY number DESC LIMIT ?", limit);

const numbersOf = (db: Database, sql: string, value: number | string) =>
  db
    .query<{ number: number }, [number | string]>(sql)
    .all(value)
    .map(({ number }) => number);

/** A document as it was indexed. Null if it is not in the index, or damaged. */
export function getDocument(db: Database, number: number): SearchDocument | null {
  type Row = { document: Uint8Array; against: string };
  const sql = `SELECT document, coalesce((SELECT text FROM generations WHERE number = generation),
    (SELECT text FROM messages WHERE messages.number = search_documents.number), '') AS against FROM search_documents WHERE number = ?`;
  const row = db.query<Row, [number]>(sql).get(number);
  return row && readDocument(unpack(row.document, row.against) ?? "");
}

/** Replaces the document of a message or title in the index. `isRead`: its readings are complete. */
export function putDocument(
  db: Database,
  { number, generation, text, shownText }: Indexed,
  { document, isRead }: { document: SearchDocument; isRead: boolean },
  folding: Folding,
) {
  db.transaction(() => {
    removeDocument(db, number, folding);
    const packed = pack(writeDocument(document), isTitle(number) ? "" : (shownText ?? text ?? ""));
    const add = db.query("INSERT INTO search_documents (number, generation, is_read, document) VALUES (?, ?, ?, ?)");
    add.run(number, generation, Number(isRead), packed);
    db.query("INSERT INTO search_index (rowid, grams) VALUES (?, ?)").run(number, tokensOf(document, folding));
  })();
}

/** Removes it from the index: it is deleted, or has nothing to find. */
export const dropDocument = (db: Database, number: number, folding: Folding) =>
  db.transaction(() => removeDocument(db, number, folding))();

/** An index without text must be told which pieces to remove. */
function removeDocument(db: Database, number: number, folding: Folding) {
  const document = getDocument(db, number);
  const remove = "INSERT INTO search_index (search_index, rowid, grams) VALUES ('delete', ?, ?)";
  if (document) db.query(remove).run(number, tokensOf(document, folding));
  db.query("DELETE FROM search_documents WHERE number = ?").run(number);
  db.query("DELETE FROM search_queue WHERE number = ?").run(number);
}

/** Removes everything of a conversation, before its rows are deleted. Within a transaction. */
export function removeConversation(db: Database, conversationId: string) {
  const sql = `SELECT number FROM messages WHERE conversation_id = ?1
    UNION ALL SELECT number + ${firstTitle} FROM conversations WHERE id = ?1`;
  const folding = createFolding();
  for (const number of numbersOf(db, sql, conversationId)) removeDocument(db, number, folding);
}

/** Pages of the index that one step of `mergeIndex` writes: a few milliseconds. */
const pagesPerStep = 32;

/**
 * Rewrites the index without removed documents: until then, their pieces stay in the file, only marked as removed. It is a generator so that other
 * work can run between its steps. https://www.sqlite.org/fts5.html#the_merge_command
 */
export function* mergeIndex(db: Database): Generator<void> {
  const changes = () => db.query<{ count: number }, []>("SELECT total_changes() AS count").get()?.count ?? 0;
  for (let pages = -pagesPerStep; ; pages = pagesPerStep) {
    const before = changes();
    db.query("INSERT INTO search_index (search_index, rank) VALUES ('merge', ?)").run(pages);
    if (changes() - before < 2) return; // there is nothing left to merge
    yield;
  }
}

/** Documents from `from` up to, but without, `before` that have all pieces of one of the lists, the newest first. Without lists: all documents. */
export function listCandidates(
  db: Database,
  lists: readonly (readonly string[])[] | null,
  { from, before, limit }: { from: number; before: number; limit: number },
): number[] {
  if (lists === null) {
    const sql = "SELECT number FROM search_documents WHERE number < ? AND number >= ? ORDER BY number DESC LIMIT ?";
    return db.query<{ number: number }, [number, number, number]>(sql).all(before, from, limit).map(numberOf);
  }
  const match = lists.map((tokens) => `(${tokens.join(" AND ")})`).join(" OR ");
  const sql =
    "SELECT rowid AS number FROM search_index WHERE search_index MATCH ? AND rowid < ? AND rowid >= ? ORDER BY rowid DESC LIMIT ?";
  return db
    .query<{ number: number }, [string, number, number, number]>(sql)
    .all(match, before, from, limit)
    .map(numberOf);
}
const numberOf = ({ number }: { number: number }) => number;

export type FoundRow = {
  number: number;
  conversationId: string;
  title: string | null;
  conversationLanguage: string;
  pinned: number;
  messageId: string | null;
  isHidden: number;
  /** 1: an answer in this message has a card. */
  hasCard: number;
  role: "learner" | "tutor" | null;
  language: string;
  at: number;
};

/** The message or title as a search result shows it; null if its conversation is in the bin, or does not exist. */
export function getFound(db: Database, number: number): FoundRow | null {
  const conversation = `conversations.id AS conversationId, title, conversations.language AS conversationLanguage, pinned`;
  if (isTitle(number)) {
    const sql = `SELECT ?1 AS number, ${conversation}, NULL AS messageId, 0 AS isHidden, 0 AS hasCard, NULL AS role, language, updated_at AS at
      FROM conversations WHERE number = ?1 - ${firstTitle} AND deleted_at IS NULL`;
    return db.query<FoundRow, [number]>(sql).get(number);
  }
  const sql = `SELECT messages.number, ${conversation}, messages.id AS messageId, position >= shown_until AS isHidden, role,
    EXISTS (SELECT 1 FROM cards JOIN generations ON generations.id = generation_id WHERE message_id = messages.id) AS hasCard,
    messages.language, messages.created_at AS at FROM messages JOIN conversations ON conversations.id = messages.conversation_id
    JOIN branches ON branches.conversation_id = messages.conversation_id AND branches.first = messages.branch WHERE messages.number = ? AND deleted_at IS NULL`;
  return db.query<FoundRow, [number]>(sql).get(number);
}

export const getIndexVersion = (db: Database): number =>
  db.query<{ version: number }, []>("SELECT version FROM search_version").get()?.version ?? 0;

/** Empties the index and puts everything into the queue. */
export function startIndex(db: Database, version: number) {
  db.transaction(() => {
    db.run("INSERT INTO search_index (search_index) VALUES ('delete-all')");
    db.run("DELETE FROM search_documents");
    db.run("INSERT INTO search_queue (number) SELECT number FROM messages WHERE true ON CONFLICT DO NOTHING");
    db.run(
      `INSERT INTO search_queue (number) SELECT number + ${firstTitle} FROM conversations WHERE title IS NOT NULL ON CONFLICT DO NOTHING`,
    );
    db.query("INSERT OR REPLACE INTO search_version (id, version) VALUES (1, ?)").run(version);
  })();
}
