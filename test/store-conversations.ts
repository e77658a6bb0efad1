import { Database } from "bun:sqlite";
import { join } from "node:path";
import type { Answer } from "#shared/answer.ts";
import type { Word } from "#shared/card.ts";
import type { GenerationEvent } from "#shared/generation.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { newId } from "#server/db/new-id.ts";
import { packLog } from "#server/db/packed-log.ts";

/** A conversation with one exchange. `text`: the reply. `card`: the explanation instead. */
export type StoredExchange = {
  title?: string;
  asked: string;
  text?: string;
  raw?: string;
  thoughts?: string;
  card?: { text: string; words: Word[]; translation: string; note: string };
  error?: Answer["error"];
  language?: LearningLanguage;
};

/**
 * Writes conversations into the database of an app, also of one that runs, with texts that no model server would get past the checks of
 * the app. Returns their ids.
 */
export function storeConversations(dataDir: string, exchanges: readonly StoredExchange[]): string[] {
  using db = new Database(join(dataDir, "blossom.db"), { strict: true });
  db.run("PRAGMA busy_timeout = 5000");
  return db.transaction(() => exchanges.map((exchange) => storeOne(db, exchange)))();
}

type Values = Record<string, string | number | Uint8Array | null>;

function storeOne(db: Database, exchange: StoredExchange): string {
  const { title = "stored", asked, text = "", raw, thoughts, card, error = null, language = "ja" } = exchange;
  const [id, question, answer, generation] = [newId(), newId(), newId(), newId()];
  const insert = (table: string, row: Values) => {
    const names = Object.keys(row);
    const sql = `INSERT INTO ${table} (${names.join(",")}) VALUES (${names.map((name) => `$${name}`).join(",")})`;
    return Number(db.query<unknown, Values[]>(sql).run(row).lastInsertRowid);
  };
  const { activity } = db
    .query<{ activity: number }, []>("SELECT coalesce(max(activity), 0) + 1 AS activity FROM conversations")
    .get()!;
  const at = Date.now();
  const cardId = `${generation}#0`;
  const responder = {
    provider: "ollama",
    model: "gemma3:12b",
    host: "127.0.0.1:11434",
    goesTo: "computer",
  } as const;
  const events: GenerationEvent[] = [
    {
      type: "started",
      generationId: generation,
      conversationId: id,
      messageId: answer,
      language,
      task: card ? "explain" : "reply",
      responder,
      at,
    },
    ...(card
      ? ([
          { type: "card", cardId, text: card.text, at: 0, isAsked: true },
          { type: "words", cardId, engine: "none", words: card.words },
          { type: "translation", cardId, text: card.translation },
          { type: "note", cardId, text: card.note },
          { type: "closed", cardId },
        ] satisfies GenerationEvent[])
      : []),
    ...(text === "" ? [] : [{ type: "text", text } satisfies GenerationEvent]),
    ...(thoughts === undefined ? [] : [{ type: "thought", text: thoughts, ms: 12_000 } satisfies GenerationEvent]),
    ...(raw === undefined ? [] : [{ type: "raw", text: raw } satisfies GenerationEvent]),
    { type: "end", outcome: error ? "failed" : "complete", ...(error && { error }) },
  ];
  insert("conversations", {
    id,
    title,
    title_from: "learner",
    language,
    activity,
    created_at: at,
    updated_at: at,
    deleted_at: null,
  });
  const message = { conversation_id: id, language, history: null, created_at: at };
  insert("messages", {
    ...message,
    id: question,
    position: 0,
    role: "learner",
    text: asked,
    client_key: crypto.randomUUID(),
    shown_generation_id: null,
  });
  insert("messages", {
    ...message,
    id: answer,
    position: 1,
    role: "tutor",
    text: null,
    client_key: null,
    shown_generation_id: generation,
  });
  insert("generations", {
    id: generation,
    kind: card ? "explain" : "reply",
    message_id: answer,
    appearance_kind: "message",
    appearance_ref: question,
    explanation_language: "en",
    request: null,
    outcome: error ? "failed" : "complete",
    text,
    log: packLog(
      generation,
      events.map((event) => JSON.stringify(event)),
      text,
    ),
    seq: events.length,
    started_at: at,
    ended_at: at,
  });
  if (card) {
    const sentence = insert("sentences", { language, text: card.text });
    const appearance = insert("appearances", { sentence_id: sentence, kind: "message", ref: question, position: 0 });
    insert("cards", {
      id: cardId,
      sentence_id: sentence,
      appearance_id: appearance,
      generation_id: generation,
      completes: null,
      engine: "none",
      explanation_language: "en",
      created_at: at,
    });
  }
  return id;
}
