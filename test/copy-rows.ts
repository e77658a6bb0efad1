import type { Database } from "bun:sqlite";
import { newConversationId, newId } from "#server/db/new-id.ts";
import { packLog, unpackLog } from "#server/db/packed-log.ts";
import { anyId } from "./any-id.ts";

type Values = Record<string, string | number | Uint8Array | null>;
/** All rows of some conversations, as the app wrote them. */
export type Rows = Record<"conversations" | "messages" | "generations" | "appearances" | "cards", Values[]>;

/** The rows of the first conversations. */
export function readRows(db: Database, conversations: number): Rows {
  const all = (sql: string) => db.query<Values, []>(sql).all();
  const first = `SELECT id FROM conversations ORDER BY created_at LIMIT ${conversations}`;
  const inThem = (column: string) => `${column} IN (SELECT id FROM messages WHERE conversation_id IN (${first}))`;
  return {
    conversations: all(`SELECT * FROM conversations WHERE id IN (${first})`),
    messages: all(`SELECT * FROM messages WHERE ${inThem("id")} ORDER BY conversation_id, position`),
    generations: all(`SELECT * FROM generations WHERE ${inThem("appearance_ref")} ORDER BY rowid`),
    appearances: all(
      `SELECT appearances.*, sentences.language, sentences.text FROM appearances JOIN sentences ON sentences.id = sentence_id`,
    ),
    cards: all("SELECT * FROM cards ORDER BY rowid"),
  };
}

/**
 * Inserts the rows once more, with other ids and other sentences. `copy` counts the copies. `into`: the messages go on in this conversation,
 * after its other ones.
 */
export function copyRows(db: Database, rows: Rows, copy: number, into?: string) {
  const insert = (table: string, row: Values) => {
    const names = Object.keys(row);
    const sql = `INSERT INTO ${table} (${names.join(",")}) VALUES (${names.map((name) => `$${name}`).join(",")})`;
    return Number(
      db.query<unknown, Values[]>(sql).run("number" in row ? { ...row, number: null } : row).lastInsertRowid,
    );
  };
  const ids = new Map<unknown, string>();
  const fresh = (id: unknown) => ids.get(id) ?? (ids.set(id, newId()), ids.get(id)!);
  const replaced = (text: string) => text.replace(anyId, (id) => ids.get(id) ?? id);
  const at = (position: unknown) => Number(position) + (into === undefined ? 0 : (copy + 1) * 100_000);
  db.transaction(() => {
    for (const [index, row] of rows.conversations.entries()) {
      ids.set(row.id, into ?? newConversationId());
      if (into === undefined)
        insert("conversations", { ...row, id: fresh(row.id), activity: 1_000 * (copy + 1) + index });
    }
    for (const row of rows.messages) {
      insert("messages", {
        ...row,
        id: fresh(row.id),
        conversation_id: fresh(row.conversation_id),
        position: at(row.position),
        shown_generation_id: row.shown_generation_id ? fresh(row.shown_generation_id) : null,
        client_key: row.client_key ? crypto.randomUUID() : null,
      });
    }
    for (const row of rows.generations) {
      const text = String(row.text ?? "");
      const events = unpackLog(String(row.id), row.log as Uint8Array, text)!;
      const id = fresh(row.id);
      insert("generations", {
        ...row,
        id,
        message_id: row.message_id ? fresh(row.message_id) : null,
        appearance_ref: fresh(row.appearance_ref),
        log: packLog(id, events.map(replaced), text),
      });
    }
    const sentences = new Map<unknown, number>();
    const places = new Map<unknown, [sentence: number, appearance: number]>();
    for (const { id, language, text, sentence_id, ...row } of rows.appearances) {
      if (!ids.has(row.ref)) continue;
      const sentence =
        sentences.get(sentence_id) ?? insert("sentences", { language: language!, text: `${String(text)}${copy}` });
      sentences.set(sentence_id, sentence);
      places.set(id, [sentence, insert("appearances", { ...row, sentence_id: sentence, ref: fresh(row.ref) })]);
    }
    for (const row of rows.cards) {
      const place = places.get(row.appearance_id);
      if (!place) continue;
      insert("cards", {
        ...row,
        id: replaced(String(row.id)),
        generation_id: replaced(String(row.generation_id)),
        sentence_id: place[0],
        appearance_id: place[1],
      });
    }
  })();
}
