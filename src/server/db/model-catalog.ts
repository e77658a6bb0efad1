import type { Database } from "bun:sqlite";

type Row = { provider: string; base_url: string; knowledge: string };

/** The stored knowledge of every endpoint, last stored first, as JSON that the catalog parses. */
export function listKnowledge(db: Database): { provider: string; baseUrl: string; knowledge: string }[] {
  return db
    .query<Row, []>("SELECT provider, base_url, knowledge FROM model_catalog ORDER BY rowid DESC")
    .all()
    .map(({ provider, base_url, knowledge }) => ({ provider, baseUrl: base_url, knowledge }));
}

/** Stores the row as the newest one. Keeps only the newest `most` endpoints, so that addresses that were tried once disappear. */
export function saveKnowledge(
  db: Database,
  { provider, baseUrl, knowledge }: { provider: string; baseUrl: string; knowledge: string },
  now: number,
  most: number,
) {
  db.transaction(() => {
    db.query(
      "INSERT OR REPLACE INTO model_catalog (provider, base_url, knowledge, updated_at) VALUES (?, ?, ?, ?)",
    ).run(provider, baseUrl, knowledge, now);
    db.query(
      `DELETE FROM model_catalog WHERE (provider, base_url) NOT IN
         (SELECT provider, base_url FROM model_catalog ORDER BY rowid DESC LIMIT ?)`,
    ).run(most);
  })();
}
