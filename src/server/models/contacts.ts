import type { Database } from "bun:sqlite";
import type { Contact, Purpose } from "#shared/contacts.ts";
import { addContact, listContacts } from "#server/db/contacts.ts";
import { logger } from "#server/logger.ts";
import { destinationOf } from "./destination.ts";

/** Records which hosts were contacted, when, and for what purpose. */
export type Contacts = {
  record(contact: { host: string; purpose: Purpose; relayed: boolean }): void;
  list(): Contact[];
};

export const createContacts = (db: Database): Contacts => ({
  record(contact) {
    try {
      addContact(db, contact, Date.now());
    } catch (error) {
      logger.error("contact not recorded", { ...contact, error }); // a full disk must not make an answer fail
    }
  },
  list: () => listContacts(db).map((row) => ({ ...row, goesTo: destinationOf(row.host, row.relayed) })),
});
