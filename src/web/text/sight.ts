/** `unseen`: drawn without its words. `near`: on the screen or close to it. `left`: out of sight again, still drawn with its words. */
export type Sight = "unseen" | "near" | "left";

/** How far above and below the screen texts are drawn with their words, so that they have them when they come into view. */
const margin = "600px 0px";
/** What is on the screen comes first. */
const offScreenMs = 60;
/** How many texts keep their words while they are out of sight: about ten screens, so that reading back draws nothing again. */
const mostLeft = 150;

type Watched = { sight: Sight; tell: (sight: Sight) => void };

// one observer for all texts of the page, while there are any
let observer: IntersectionObserver | null = null;
const watched = new Map<Element, Watched>();
/** The texts that have left, in the order in which they left. */
const left = new Set<Element>();

/** Tells whether a text must be drawn with its words. Returns a function that stops it. */
export function watchSight(element: Element, sight: Sight, tell: (sight: Sight) => void): () => void {
  observer ??= new IntersectionObserver(see, { rootMargin: margin });
  watched.set(element, { sight, tell });
  observer.observe(element);
  return () => {
    watched.delete(element);
    left.delete(element);
    observer?.unobserve(element);
    if (watched.size > 0) return;
    observer?.disconnect();
    observer = null;
  };
}

function see(entries: readonly IntersectionObserverEntry[]) {
  const isOnScreen = ({ boundingClientRect: { top, bottom } }: IntersectionObserverEntry) =>
    bottom >= 0 && top <= innerHeight;
  const off: Element[] = [];
  for (const entry of entries) {
    if (!entry.isIntersecting) leave(entry.target);
    else if (isOnScreen(entry)) come(entry.target);
    else off.push(entry.target);
  }
  if (off.length > 0) setTimeout(() => off.forEach(come), offScreenMs);
}

function come(element: Element) {
  left.delete(element);
  change(element, "near");
}

function leave(element: Element) {
  const sight = watched.get(element)?.sight;
  if (sight === undefined || sight === "unseen") return;
  left.add(element);
  change(element, "left");
  for (const oldest of left) {
    if (left.size <= mostLeft) break;
    left.delete(oldest);
    change(oldest, "unseen");
  }
}

function change(element: Element, sight: Sight) {
  const one = watched.get(element);
  if (!one || one.sight === sight) return;
  one.sight = sight;
  one.tell(sight);
}
