import { Database } from "bun:sqlite";
import { join } from "node:path";
import { startUpstream } from "#test/upstream/start-upstream.ts";
import { chooseOllama, startApp } from "./app.ts";
import { indexAll } from "./index-all.ts";
import { copyRows, readRows, type Rows } from "#test/copy-rows.ts";
import { createSentences, makeConversation, scriptTutor } from "./make-conversation.ts";

/**
 * A data folder with conversations of these lengths, in messages. The app makes one of twenty; its messages are copied with their answers and cards,
 * and the search knows them, as it knows all that the app wrote itself.
 */
export async function makeLongConversations(lengths: readonly number[]): Promise<{ dataDir: string; ids: string[] }> {
  const sentence = createSentences();
  await using upstream = await startUpstream({ protocol: "ollama", parallel: 8, script: scriptTutor(sentence) });
  const app = await startApp();
  await chooseOllama(app, upstream);
  const template = await makeConversation(app, sentence);
  await app.close();

  using db = new Database(join(app.dataDir, "blossom.db"), { strict: true });
  const rows = readRows(db, 1);
  let copies = 0;
  const ids = lengths.map((length) => {
    const first = takeMessages(rows, Math.min(length, rows.messages.length));
    const before = listIds(db);
    copyRows(db, first, copies++);
    const id = listIds(db).find((one) => !before.includes(one))!;
    for (let count = first.messages.length; count < length; count += rows.messages.length)
      copyRows(db, takeMessages(rows, length - count), copies++, id);
    db.query("UPDATE conversations SET title = ? WHERE id = ?").run(`${length} messages`, id);
    return id;
  });
  db.run("PRAGMA foreign_keys = ON"); // its messages go with it
  db.query("DELETE FROM conversations WHERE id = ?").run(template);
  await indexAll(db);
  return { dataDir: app.dataDir, ids };
}

const listIds = (db: Database) =>
  db
    .query<{ id: string }, []>("SELECT id FROM conversations")
    .all()
    .map(({ id }) => id);

/** The first messages of the conversation, with everything that belongs to them. */
function takeMessages(rows: Rows, count: number): Rows {
  const messages = rows.messages.slice(0, count);
  const ids = new Set(messages.map(({ id }) => id));
  const generations = rows.generations.filter(({ appearance_ref }) => ids.has(appearance_ref));
  const made = new Set(generations.map(({ id }) => id));
  return { ...rows, messages, generations, cards: rows.cards.filter(({ generation_id }) => made.has(generation_id)) };
}
