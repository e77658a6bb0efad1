import type { Database } from "bun:sqlite";
import { type Purpose, purposes } from "#shared/contacts.ts";

export type ContactRow = { host: string; purpose: Purpose; relayed: boolean; count: number; lastAt: number };
type Stored = { host: string; purpose: string; relayed: number; count: number; lastAt: number };

/** Counts one request to a host. */
export function addContact(db: Database, contact: Pick<ContactRow, "host" | "purpose" | "relayed">, now: number) {
  db.query(
    `INSERT INTO contacts (host, purpose, relayed, count, last_at) VALUES (?1, ?2, ?3, 1, ?4)
     ON CONFLICT (host, purpose, relayed) DO UPDATE SET count = count + 1, last_at = ?4`,
  ).run(contact.host, contact.purpose, contact.relayed ? 1 : 0, now);
}

/** Newest first. Leaves out purposes that this version does not know. */
export function listContacts(db: Database): ContactRow[] {
  const sql = "SELECT host, purpose, relayed, count, last_at AS lastAt FROM contacts ORDER BY last_at DESC";
  return db
    .query<Stored, []>(sql)
    .all()
    .flatMap(({ purpose, relayed, ...row }) => {
      const known = purposes.find((each) => each === purpose);
      return known ? [{ ...row, purpose: known, relayed: relayed === 1 }] : [];
    });
}
