import type { Database } from "bun:sqlite";

type Row = { provider: string; base_url: string; knowledge: string };

/** The stored knowledge of every endpoint, newest first, as JSON that the catalog parses. */
export function listKnowledge(db: Database): { provider: string; baseUrl: string; knowledge: string }[] {
  return db
    .query<Row, []>("SELECT provider, base_url, knowledge FROM model_catalog ORDER BY updated_at DESC")
    .all()
    .map(({ provider, base_url, knowledge }) => ({ provider, baseUrl: base_url, knowledge }));
}

/** Keeps only the newest `most` endpoints, so that an address that was tried once is dropped in time. */
export function saveKnowledge(
  db: Database,
  { provider, baseUrl, knowledge }: { provider: string; baseUrl: string; knowledge: string },
  now: number,
  most: number,
) {
  db.transaction(() => {
    db.query(
      `INSERT INTO model_catalog (provider, base_url, knowledge, updated_at) VALUES (?1, ?2, ?3, ?4)
       ON CONFLICT (provider, base_url) DO UPDATE SET knowledge = ?3, updated_at = ?4`,
    ).run(provider, baseUrl, knowledge, now);
    db.query(
      `DELETE FROM model_catalog WHERE (provider, base_url) NOT IN
         (SELECT provider, base_url FROM model_catalog ORDER BY updated_at DESC LIMIT ?)`,
    ).run(most);
  })();
}
