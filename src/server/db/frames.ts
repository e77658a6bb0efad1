import type { Database } from "bun:sqlite";

/** A picture outside a conversation. Its id is the hash of its file. */
export type FrameRow = { id: string; width: number; height: number };

export type StoredFrame = FrameRow & { bytes: number };

/** Leaves an existing row as it is. */
export function insertFrame(db: Database, { id, width, height, bytes }: StoredFrame, now: number) {
  const sql =
    "INSERT INTO frames (id, width, height, bytes, created_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING";
  db.query(sql).run(id, width, height, bytes, now);
}

export function getFrame(db: Database, id: string): FrameRow | null {
  return db.query<FrameRow, [string]>("SELECT id, width, height FROM frames WHERE id = ?").get(id);
}
