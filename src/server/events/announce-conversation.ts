import type { Database } from "bun:sqlite";
import { getConversation } from "#server/db/conversations.ts";
import { lastChange } from "#server/db/message-pages.ts";
import type { Hub } from "./hub.ts";

/** Tells all browsers that a conversation has changed, with its entry in the list, so that no browser has to read a list again. */
export function announceConversation(db: Database, hub: Hub, id: string) {
  if (!hub.isWatched()) return hub.changeUnseen("rest");
  hub.send({ type: "conversation", id, conversation: getConversation(db, id), changes: lastChange(db, id) });
}
