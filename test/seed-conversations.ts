import type { Database } from "bun:sqlite";
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { insertConversation, setTitle } from "#server/db/conversations.ts";
import { closeDatabase, openDatabase } from "#server/db/open.ts";
import { storeExchange } from "./store-conversations.ts";

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
      for (let n = 0; n < exchanges; n++) {
        const exchange = {
          asked: `昨日友達と映画を見に行きました。${n}`,
          text: `いいですね。どんな映画でしたか。${n}`,
        };
        storeExchange(
          db,
          id,
          exchange,
          { question: `${id}-q${n}`, answer: `${id}-r${n}`, generation: `${id}-g${n}` },
          at,
        );
      }
    })();
  }
}

/** A new data folder whose database holds these conversations. The caller removes it. */
export function seedFolder(seeds: Iterable<Seed>): string {
  const folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-seeded-"));
  const db = openDatabase(join(folder, "blossom.db"));
  seedConversations(db, seeds);
  closeDatabase(db);
  return folder;
}
