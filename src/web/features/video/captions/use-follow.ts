import { type RefObject, useEffect, useState } from "react";

/** Keeps a line in the middle of its list while the video plays, until the learner scrolls the list. */
export function useFollow(box: RefObject<HTMLElement | null>, line: number) {
  const [isFollowing, setIsFollowing] = useState(true);
  useEffect(() => {
    if (isFollowing && line >= 0 && box.current) center(box.current, line);
  }, [box, line, isFollowing]);
  return { isFollowing, follow: () => setIsFollowing(true), leave: () => setIsFollowing(false) };
}

/** Scrolls only the list, and not the page around it. */
function center(list: HTMLElement, line: number) {
  const row = list.querySelector(`[data-line="${line}"]`);
  if (!row) return;
  const { top, height } = row.getBoundingClientRect();
  list.scrollTop += top - list.getBoundingClientRect().top - (list.clientHeight - height) / 2;
}
