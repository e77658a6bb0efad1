import { type RefObject, useCallback, useEffect, useRef } from "react";

/** Focuses a chat again when its row was drawn in another group, because the row that had the focus is gone. Returns a function to call before it moves. */
export function useFocusFollows(boxRef: RefObject<HTMLElement | null>): (id: string) => void {
  const moved = useRef<{ id: string; from: Element | null } | null>(null);
  useEffect(() => {
    if (!moved.current || document.activeElement !== document.body) return;
    const { id, from } = moved.current;
    const row = boxRef.current?.querySelector(`[data-chat="${CSS.escape(id)}"]`);
    if (!row || row === from) return;
    moved.current = null;
    row.querySelector("a")?.focus({ preventScroll: true });
  });
  return useCallback(
    (id) => {
      moved.current = { id, from: boxRef.current?.querySelector(`[data-chat="${CSS.escape(id)}"]`) ?? null };
    },
    [boxRef],
  );
}
