import { useEffect, useState, useSyncExternalStore } from "react";
import { maxMessageLength } from "#shared/message-limits.ts";
import { type Draft, drafts } from "./drafts.ts";

/** One fact about a draft. A component that uses it is drawn again only when the fact changes, not at each key. */
export const useDraft = <Fact extends boolean | number | Draft["images"]>(
  id: string,
  select: (draft: Draft) => Fact,
): Fact =>
  useSyncExternalStore(
    drafts.subscribe,
    () => select(drafts.read(id)),
    () => select(noDraft), // the server does not know the drafts of a browser
  );

const noDraft: Draft = { text: "", images: [] };

const settleMs = 150;

/** The draft as of the learner's last pause, for parts of the page that may lag behind the typing. */
export function useSettledDraft(id: string): Draft {
  const [draft, setDraft] = useState(() => drafts.read(id));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const settle = () => setDraft(drafts.read(id));
    settle();
    const leave = drafts.subscribe(() => {
      clearTimeout(timer);
      timer = setTimeout(settle, settleMs);
    });
    return () => {
      clearTimeout(timer);
      leave();
    };
  }, [id]);
  return draft;
}

/** The length of a draft that is too long to send; otherwise 0. */
export const useExcess = (draftId: string): number =>
  useDraft(draftId, ({ text }) => (text.length > maxMessageLength ? text.length : 0));
