import type { Database } from "bun:sqlite";
import { join } from "node:path";
import { createFolding } from "#server/db/search/fold.ts";
import { indexVersion } from "#server/db/search/grams.ts";
import { getIndexed, listQueue, putDocument, startIndex } from "#server/db/search/search-index.ts";
import type { WordReading } from "#server/db/search/document.ts";
import { readLanguage } from "#server/db/stored-language.ts";
import { createAnalyser } from "#server/languages/index.ts";
import { makeDocument, readingsOf } from "#server/search/make-document.ts";

/**
 * Fills the search index of a database as the app does in the background. Each text is read once, because the same ones occur often. `meanings`: what cards
 * would say of a message.
 */
export async function indexAll(db: Database, meanings: (number: number) => string[] = () => []) {
  const folding = createFolding();
  const analyser = createAnalyser(join(import.meta.dir, "../../dist/data"));
  const known = new Map<string, WordReading[]>();
  startIndex(db, indexVersion);
  for (let queue = listQueue(db, 1_000); queue.length > 0; queue = listQueue(db, 1_000)) {
    db.run("BEGIN");
    for (const number of queue) {
      const row = getIndexed(db, number);
      const document = row && makeDocument(db, row);
      if (!document) {
        db.query("DELETE FROM search_queue WHERE number = ?").run(number);
        continue;
      }
      const text = document.text.replace(/\d+$/, "");
      const language = readLanguage(db, row.language);
      const readings = known.get(text) ?? readingsOf(await analyser.analyse(text, language), language);
      known.set(text, readings);
      const whole = { ...document, readings, meanings: [...document.meanings, ...meanings(number)] };
      putDocument(db, row, { document: whole, isRead: true }, folding);
    }
    db.run("COMMIT");
  }
  analyser.close();
}

/** How many bytes of the file a document of the search takes, with its pieces in the index. */
export function searchBytes(db: Database): number {
  const sql = `SELECT (SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'search%') * 1.0 /
    (SELECT count(*) FROM search_documents WHERE number > 0) AS bytes`;
  return db.query<{ bytes: number }, []>(sql).get()?.bytes ?? Number.NaN;
}
