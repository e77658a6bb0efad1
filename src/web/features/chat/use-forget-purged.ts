import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import { useEvents } from "#web/api/events/use-events.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { whenIdle } from "#web/ui/lazy.tsx";
import { showToast } from "#web/ui/toast.tsx";
import { drafts, newDraft, outOfQueue } from "./drafts.ts";
import { editing } from "./editing.ts";

/**
 * Deletes what the browser stores of conversations that were deleted for good: drafts, waiting messages and edited texts. Each window asks
 * when that happens, and when it may have missed it. `shownId`: the conversation on the screen. Its unsent text moves to a new chat, because
 * the learner may be writing it.
 */
export function useForgetPurged(shownId: string | null) {
  const queryClient = useQueryClient();
  const { listen } = useEvents();
  const t = useTranslate().shell;
  const look = useEffectEvent(async () => {
    const ids = conversationsWithText();
    if (ids.length === 0) return;
    const { forgetPurged } = await import("./forget-purged.ts");
    const purged = await forgetPurged(queryClient, ids, shownId);
    if (purged)
      showToast({ text: (purged.isTextKept ? t.deletedTextKept : t.deletedForGood)(purged.title ?? t.newChat) });
  });
  // asked again at the next event
  const lookAgain = useEffectEvent(() => void look().catch(() => {}));
  useEffect(() => {
    const stopWaiting = whenIdle(() => lookAgain());
    const stopListening = listen(({ type }) => {
      if (type === "bin" || type === "hello" || type === "gap") lookAgain();
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
