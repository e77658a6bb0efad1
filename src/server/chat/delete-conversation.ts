import { deleteConversation, getConversation } from "#server/db/conversations.ts";
import { listOpenIn } from "#server/db/generations.ts";
import { durably } from "#server/db/open.ts";
import type { Generations } from "#server/generations/log.ts";
import { stopGeneration } from "#server/generations/stop.ts";

/** Stops everything that runs in it and hides the conversation, which is kept for undo. Returns false if it does not exist. */
export async function stopAndDelete(generations: Generations, id: string): Promise<boolean> {
  const { db } = generations;
  if (!getConversation(db, id)) return false;
  await Promise.all(listOpenIn(db, id).map((live) => stopGeneration(generations, live)));
  return durably(db, () => deleteConversation(db, id, Date.now()));
}
