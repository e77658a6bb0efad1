import { deleteConversation, getConversation } from "#server/db/conversations.ts";
import { listOpenIn } from "#server/db/generations.ts";
import { durably } from "#server/db/open.ts";
import type { Generations } from "#server/generations/log.ts";
import { stopGeneration } from "#server/generations/stop.ts";

/** Stops everything that runs in it and moves the conversation to the bin. Returns false if it does not exist. */
export async function stopAndDelete(generations: Generations, id: string): Promise<boolean> {
  const { db } = generations;
  if (!getConversation(db, id)) return false;
  // again, because the learner may send a message in another window meanwhile. On a full disk, a stopped answer stays open
  const running = () => listOpenIn(db, id).filter((open) => generations.running.has(open));
  for (let open = listOpenIn(db, id); open.length > 0; open = running())
    await Promise.all(open.map((live) => stopGeneration(generations, live)));
  return durably(db, () => deleteConversation(db, id, Date.now()));
}
