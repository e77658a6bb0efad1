import type { Database } from "bun:sqlite";
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { emptyAnswer } from "#shared/apply-generation-event.ts";
import { insertConversation, setTitle } from "#server/db/conversations.ts";
import { closeGeneration, insertEvent, insertGeneration } from "#server/db/generations.ts";
import { insertMessage, setShownGeneration } from "#server/db/messages.ts";
import { closeDatabase, openDatabase } from "#server/db/open.ts";

export type Seed = {
  id: string;
  title: string | null;
  /** The number of questions with their answers. Default: 1. */
  exchanges?: number;
  /** Default: now. */
  at?: number;
};

/** Stores conversations as the app does, the last one newest, without asking a model. */
export function seedConversations(db: Database, seeds: Iterable<Seed>) {
  for (const { id, title, exchanges = 1, at = Date.now() } of seeds) {
    db.transaction(() => {
      insertConversation(db, id, "ja", at);
      if (title !== null) setTitle(db, id, title, "tutor");
      for (let n = 0; n < exchanges; n++) seedExchange(db, id, n, at);
    })();
  }
}

function seedExchange(db: Database, conversationId: string, n: number, at: number) {
  const [question, reply, generation] = [
    `${conversationId}-q${n}`,
    `${conversationId}-r${n}`,
    `${conversationId}-g${n}`,
  ];
  const message = { conversationId, language: "ja" as const, createdAt: at };
  insertMessage(db, { ...message, id: question, role: "learner", text: `昨日友達と映画を見に行きました。${n}` });
  insertMessage(db, { ...message, id: reply, role: "tutor", text: "" });
  const appearance = { kind: "message", ref: question } as const;
  insertGeneration(db, {
    id: generation,
    messageId: reply,
    appearance,
    explanationLanguage: "en",
    task: "reply",
    now: at,
  });
  const text = `いいですね。どんな映画でしたか。${n}`;
  insertEvent(db, generation, 1, JSON.stringify({ type: "text", text }));
  insertEvent(db, generation, 2, JSON.stringify({ type: "end", outcome: "complete" }));
  closeGeneration(db, generation, { ...emptyAnswer("ja"), text, outcome: "complete" }, at);
  setShownGeneration(db, reply, generation, text);
}

/** A new data folder whose database holds these conversations. The caller removes it. */
export function seedFolder(seeds: Iterable<Seed>): string {
  const folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-seeded-"));
  const db = openDatabase(join(folder, "blossom.db"));
  seedConversations(db, seeds);
  closeDatabase(db);
  return folder;
}
