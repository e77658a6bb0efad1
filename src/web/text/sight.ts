type Watcher = (isNear: boolean) => void;

/** How far above and below the screen texts are drawn with their words, so that they have them when they come into view. */
const margin = "600px 0px";

// one observer for all texts of the page, while there are any
let observer: IntersectionObserver | null = null;
const watchers = new Map<Element, Watcher>();

/** Tells when an element comes near the screen, and when it has left again. Returns a function that stops it. */
export function watchSight(element: Element, watcher: Watcher): () => void {
  observer ??= new IntersectionObserver(tell, { rootMargin: margin });
  watchers.set(element, watcher);
  observer.observe(element);
  return () => {
    watchers.delete(element);
    observer?.unobserve(element);
    if (watchers.size > 0) return;
    observer?.disconnect();
    observer = null;
  };
}

/** What is on the screen is told first. */
function tell(entries: readonly IntersectionObserverEntry[]) {
  const isOnScreen = ({ boundingClientRect: { top, bottom } }: IntersectionObserverEntry) =>
    bottom >= 0 && top <= innerHeight;
  for (const entry of [...entries.filter(isOnScreen), ...entries.filter((other) => !isOnScreen(other))])
    watchers.get(entry.target)?.(entry.isIntersecting);
}
