import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import { findPurged } from "#web/api/bin.ts";
import { conversationQuery } from "#web/api/conversations.ts";
import { useEvents } from "#web/api/events/use-events.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { whenIdle } from "#web/ui/lazy.tsx";
import { showToast } from "#web/ui/toast.tsx";
import { type Draft, drafts, newDraft, outOfQueue, queueOf } from "./drafts.ts";
import { editing } from "./editing.ts";
import { forgetQueued } from "./queue.ts";

/**
 * Deletes what the browser stores of conversations that were deleted for good: drafts, waiting messages and edited texts. Each window asks
 * when that happens, and when it may have missed it. `shownId`: the conversation on the screen. Its unsent text moves to a new chat, because
 * the learner may be writing it.
 */
export function useForgetPurged(shownId: string | null) {
  const queryClient = useQueryClient();
  const { listen } = useEvents();
  const t = useTranslate().shell;
  const look = useEffectEvent(() => {
    // read before the server answers: another window may delete it first
    const shown = shownId === null ? null : readShown(queryClient, shownId);
    const ids = conversationsWithText();
    if (ids.length === 0) return;
    void findPurged(ids).then(
      (purged) => {
        purged.forEach(forgetUnsent);
        if (!shown || !purged.includes(shown.id)) return;
        const title = shown.title ?? t.newChat;
        showToast({ text: (keepInNewChat(shown.unsent) ? t.deletedTextKept : t.deletedForGood)(title) });
      },
      () => {}, // asked again at the next event
    );
  });
  useEffect(() => {
    const stopWaiting = whenIdle(() => look());
    const stopListening = listen(({ type }) => {
      if (type === "bin" || type === "hello" || type === "gap") look();
    });
    return () => {
      stopWaiting();
      stopListening();
    };
  }, [listen]);
}

/** The conversations of which this browser has unsent text. */
const conversationsWithText = (): string[] => [
  ...new Set([...drafts.ids().map(outOfQueue), ...editing.conversations()].filter((id) => id !== newDraft)),
];

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
