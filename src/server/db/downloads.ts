import type { Database } from "bun:sqlite";
import type { Download } from "#shared/downloads.ts";
import { type ApiError, apiErrorSchema } from "#shared/errors.ts";
import { parseJson } from "#shared/parse-json.ts";

/** A stored download, with everything needed to show it and to resume it after a restart. */
export type StoredDownload = {
  id: string;
  /** The Ollama that downloads it. */
  baseUrl: string;
  model: string;
  state: Download["state"];
  completedBytes: number;
  totalBytes: number | null;
  fraction: number;
  error: ApiError | null;
  createdAt: number;
  updatedAt: number;
};

type Row = {
  id: string;
  base_url: string;
  model: string;
  state: Download["state"];
  completed_bytes: number;
  total_bytes: number | null;
  fraction: number;
  error: string | null;
  created_at: number;
  updated_at: number;
};
const columns =
  "id, base_url, model, state, completed_bytes, total_bytes, fraction, error, created_at, updated_at" as const;

/** The downloads of one server, newest first. */
export function listDownloads(db: Database, baseUrl: string): StoredDownload[] {
  const sql = `SELECT ${columns} FROM downloads WHERE base_url = ? ORDER BY rowid DESC`;
  return db.query<Row, [string]>(sql).all(baseUrl).map(toDownload);
}

export function getDownload(db: Database, id: string): StoredDownload | null {
  const row = db.query<Row, [string]>(`SELECT ${columns} FROM downloads WHERE id = ?`).get(id);
  return row && toDownload(row);
}

/** Inserts a download, or stores its progress. */
export function saveDownload(db: Database, download: StoredDownload) {
  const { id, baseUrl, model, state, completedBytes, totalBytes, fraction, error, createdAt, updatedAt } = download;
  db.query(
    `INSERT INTO downloads (${columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
     ON CONFLICT (id) DO UPDATE SET state = ?4, completed_bytes = ?5, total_bytes = ?6, fraction = ?7, error = ?8, updated_at = ?10`,
  ).run(
    id,
    baseUrl,
    model,
    state,
    completedBytes,
    totalBytes,
    fraction,
    error && JSON.stringify(error),
    createdAt,
    updatedAt,
  );
}

export function deleteDownload(db: Database, id: string) {
  db.query("DELETE FROM downloads WHERE id = ?").run(id);
}

/** Deletes the downloads that ended before this time. */
export function forgetEndedDownloads(db: Database, before: number) {
  db.query("DELETE FROM downloads WHERE state IN ('done', 'failed', 'cancelled') AND updated_at < ?").run(before);
}

function toDownload(row: Row): StoredDownload {
  const { base_url, completed_bytes, total_bytes, created_at, updated_at, error, ...same } = row;
  return {
    ...same,
    baseUrl: base_url,
    completedBytes: completed_bytes,
    totalBytes: total_bytes,
    error: error === null ? null : readError(error),
    createdAt: created_at,
    updatedAt: updated_at,
  };
}

/** Replaces an error that this version cannot read by a general one. */
const readError = (json: string): ApiError =>
  apiErrorSchema.safeParse(parseJson(json)).data ?? {
    code: "internal",
    message: "The stored error could not be read.",
  };
