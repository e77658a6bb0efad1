import type { Database } from "bun:sqlite";

/** How SQLite would run the statements that `work` runs. */
export function plansOf(db: Database, work: () => unknown): string[] {
  const statements: string[] = [];
  const own = db.query.bind(db);
  db.query = (sql: string) => {
    statements.push(sql);
    return own(sql);
  };
  work();
  db.query = own;
  return statements.flatMap((sql) =>
    db
      .query<{ detail: string }, []>(`EXPLAIN QUERY PLAN ${sql.replace(/\?\d*|\$\w+/g, "1")}`)
      .all()
      .map(({ detail }) => detail),
  );
}
