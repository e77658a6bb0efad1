import { getMessage } from "#server/db/messages.ts";
import type { Generations } from "#server/generations/log.ts";
import { settleRow } from "#server/generations/settled.ts";
import { announceConversation } from "./announce-conversation.ts";
import type { Hub } from "./hub.ts";

/** Sends the events of all running answers to the browsers, and announces conversations whose answer begins or ends. */
export function announceGenerations(generations: Generations, hub: Hub) {
  const { db, running, onEvents } = generations;
  onEvents.add(({ id, messageId, aboutMessage }, rows) => {
    if (!hub.isWatched()) return hub.changeUnseen("rest");
    hub.sendLog(
      id,
      rows.map((row) => settleRow(generations, row)),
    );
    const isOver = !running.has(id);
    // the end could not be stored: after a gap, browsers read the log, which closes it
    if (isOver && rows.length === 0) hub.send({ type: "gap" });
    const shownAt = messageId ?? aboutMessage;
    if (shownAt === null || !(isOver || rows[0]?.seq === 1)) return;
    const message = getMessage(db, shownAt);
    if (message) announceConversation(db, hub, message.conversationId);
  });
}
