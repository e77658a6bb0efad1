import type { Database } from "bun:sqlite";
import type { Contact, Purpose } from "#shared/contacts.ts";
import { addContact, listContacts } from "#server/db/contacts.ts";
import { logger } from "#server/logger.ts";
import { destinationOf } from "./destination.ts";

/** Records which hosts were asked, when, and for what. */
export type Contacts = {
  note(contact: { host: string; purpose: Purpose; relayed: boolean }): void;
  list(): Contact[];
};

export const createContacts = (db: Database): Contacts => ({
  note(contact) {
    try {
      addContact(db, contact, Date.now());
    } catch (error) {
      logger.error("contact not recorded", { ...contact, error }); // an answer does not fail because the disk is full
    }
  },
  list: () => listContacts(db).map((row) => ({ ...row, goesTo: destinationOf(row.host, row.relayed) })),
});
