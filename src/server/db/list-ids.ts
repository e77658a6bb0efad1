import type { Database } from "bun:sqlite";

/** The ids of a list that is given as JSON. */
export const given = "(SELECT value FROM json_each(?))";

/** The column `id` of a query with one value. */
export const listIds = (db: Database, sql: string, value: string | number): string[] =>
  db
    .query<{ id: string }, [string | number]>(sql)
    .all(value)
    .map(({ id }) => id);
