import type { QueryClient } from "@tanstack/react-query";
import { findPurged } from "#web/api/bin.ts";
import { conversationQuery } from "#web/api/conversations.ts";
import { type Draft, drafts, newDraft, queueOf } from "./drafts.ts";
import { editing } from "./editing.ts";
import { forgetQueued } from "./queue.ts";

/** What has become of the conversation on the screen, if it was one of them: its title, and whether its unsent text is in a new chat now. */
export type Purged = { title: string | null; isTextKept: boolean } | null;

/**
 * Deletes the unsent texts of those conversations that were deleted for good. The text of the one on the screen moves to a new chat, if that has none.
 * Fails if the server cannot be asked.
 */
export async function forgetPurged(
  client: QueryClient,
  ids: readonly string[],
  shownId: string | null,
): Promise<Purged> {
  // read before the server answers: another window may delete it first
  const shown = shownId === null ? null : readShown(client, shownId);
  const purged = await findPurged(ids);
  purged.forEach(forgetUnsent);
  return shown && purged.includes(shown.id) ? { title: shown.title, isTextKept: keepInNewChat(shown.unsent) } : null;
}

function forgetUnsent(conversationId: string) {
  drafts.forget(conversationId);
  forgetQueued(conversationId);
  editing.forget(conversationId);
}

/** What is unsent in a conversation that this window has shown: the waiting message, then what is in the field. */
function readShown(client: QueryClient, id: string) {
  const title = client.getQueryData(conversationQuery(id).queryKey)?.conversation.title;
  if (title === undefined) return null;
  const parts = [drafts.read(queueOf(id)), drafts.read(id)];
  const text = parts.flatMap((part) => part.text || []).join("\n");
  const unsent: Draft = { text, images: parts.flatMap(({ images }) => images) };
  return unsent.text === "" && unsent.images.length === 0 ? null : { id, title, unsent };
}

/** Returns false if the new chat already has a draft, which stays as it is. */
function keepInNewChat(unsent: Draft): boolean {
  const { text, images } = drafts.read(newDraft);
  if (text !== "" || images.length > 0) return false;
  drafts.write(newDraft, unsent);
  return true;
}
