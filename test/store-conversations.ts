import { Database } from "bun:sqlite";
import { join } from "node:path";
import type { Answer } from "#shared/answer.ts";
import { applyGenerationEvent, emptyAnswer } from "#shared/apply-generation-event.ts";
import type { Word } from "#shared/card.ts";
import type { GenerationEvent } from "#shared/generation.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { saveCard, setEngine } from "#server/db/cards.ts";
import { insertConversation, setTitle } from "#server/db/conversations.ts";
import { closeGeneration, insertEvent, insertGeneration } from "#server/db/generations.ts";
import { insertMessage, setShownGeneration } from "#server/db/messages.ts";
import { newId } from "#server/db/new-id.ts";
import { historyOf } from "#server/generations/history-of.ts";

/** One exchange. `text`: the reply. `card`: the explanation instead. */
export type StoredExchange = {
  asked: string;
  text?: string;
  raw?: string;
  thoughts?: string;
  card?: { text: string; words: Word[]; translation: string; note: string };
  error?: Answer["error"];
  language?: LearningLanguage;
};

export type StoredConversation = StoredExchange & { title?: string };

/**
 * Writes conversations of one exchange into the database of an app, also of one that runs, with texts that no model server would get past
 * the checks of the app. Returns their ids.
 */
export function storeConversations(dataDir: string, conversations: readonly StoredConversation[]): string[] {
  using db = new Database(join(dataDir, "blossom.db"), { strict: true });
  db.run("PRAGMA busy_timeout = 5000");
  const store = ({ title = "stored", ...exchange }: StoredConversation) => {
    const [id, at] = [newId(), Date.now()];
    insertConversation(db, id, exchange.language ?? "ja", at);
    setTitle(db, id, title, "learner");
    storeExchange(db, id, exchange, { question: newId(), answer: newId(), generation: newId() }, at);
    return id;
  };
  return db.transaction(() => conversations.map(store))();
}

type Ids = { question: string; answer: string; generation: string };

/** Adds an exchange to a conversation as the app does, without asking a model. */
export function storeExchange(db: Database, conversationId: string, exchange: StoredExchange, ids: Ids, at: number) {
  const { asked, card, language = "ja" } = exchange;
  const { question, answer: messageId, generation: id } = ids;
  const message = { conversationId, language, createdAt: at };
  insertMessage(db, { ...message, id: question, role: "learner", text: asked });
  insertMessage(db, { ...message, id: messageId, role: "tutor", text: "" });
  const appearance = { kind: "message", ref: question } as const;
  const task = card ? "explain" : "reply";
  insertGeneration(db, { id, messageId, appearance, explanationLanguage: "en", task, now: at });
  const events = eventsOf(exchange, { generationId: id, conversationId, messageId, language, task, at });
  for (const [index, event] of events.entries()) insertEvent(db, id, index + 1, JSON.stringify(event));
  const answer = events.reduce(applyGenerationEvent, emptyAnswer(language));
  for (const each of answer.cards) {
    saveCard(db, { id, task }, each, at);
    setEngine(db, each.id, "none");
  }
  closeGeneration(db, id, answer, at);
  setShownGeneration(db, messageId, id, historyOf(answer));
}

const responder = {
  provider: "ollama",
  model: "gemma3:12b",
  host: "127.0.0.1:11434",
  goesTo: "computer",
} as const;

type Start = Omit<Extract<GenerationEvent, { type: "started" }>, "type" | "responder">;

function eventsOf({ text, raw, thoughts, card, error }: StoredExchange, start: Start): GenerationEvent[] {
  const events: GenerationEvent[] = [{ type: "started", ...start, responder }];
  if (card) {
    const cardId = `${start.generationId}#0`;
    events.push(
      { type: "card", cardId, text: card.text, at: 0, isAsked: true },
      { type: "words", cardId, engine: "none", words: card.words },
      { type: "translation", cardId, text: card.translation },
      { type: "note", cardId, text: card.note },
      { type: "closed", cardId },
    );
  }
  if (text !== undefined) events.push({ type: "text", text });
  if (thoughts !== undefined) events.push({ type: "thought", text: thoughts, ms: 12_000 });
  if (raw !== undefined) events.push({ type: "raw", text: raw });
  return [...events, { type: "end", outcome: error ? "failed" : "complete", ...(error && { error }) }];
}
