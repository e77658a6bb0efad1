/** `unseen`: drawn without its words. `near`: on the screen or close to it. `left`: out of sight again, still drawn with its words. */
export type Sight = "unseen" | "near" | "left";

/** How far above and below the screen texts are drawn with their words, so that they have them when they come into view. */
const margin = "600px 0px";
/** Texts on the screen come first. While the learner scrolls, the texts of this interval are requested together. */
const offScreenMs = 40;
/** In UTF-16 units. If the texts near the screen have no more than this in all, they come with those on it: the server reads them in 20 ms. */
const shortTogether = 2_000;
/** How many texts keep their words while they are out of sight: two screens or more, so that reading back draws nothing again. */
const mostLeft = 80;

type Watched = { sight: Sight; tell: (sight: Sight) => void };

// one observer for all texts of the page, while there are any
let observer: IntersectionObserver | null = null;
const watched = new Map<Element, Watched>();
/** The texts that have left, in the order in which they left. */
const left = new Set<Element>();
/** The texts near the screen that wait for those on it. */
const soon = new Set<Element>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Reports whether a text must be drawn with its words. Returns a function that stops the reports. */
export function watchSight(element: Element, sight: Sight, tell: (sight: Sight) => void): () => void {
  // the messages scroll in a box of their own, and `rootMargin` does not reach beyond the edge of that
  observer ??= new IntersectionObserver(see, { rootMargin: margin, scrollMargin: margin });
  watched.set(element, { sight, tell });
  observer.observe(element);
  return () => {
    watched.delete(element);
    left.delete(element);
    soon.delete(element);
    observer?.unobserve(element);
    if (watched.size > 0) return;
    observer?.disconnect();
    observer = null;
  };
}

function see(entries: readonly IntersectionObserverEntry[]) {
  const isOnScreen = ({ boundingClientRect: { top, bottom } }: IntersectionObserverEntry) =>
    bottom >= 0 && top <= innerHeight;
  let comes = false;
  for (const entry of entries) {
    const { target, isIntersecting } = entry;
    if (!isIntersecting) leave(target);
    else if (!isOnScreen(entry)) soon.add(target);
    else {
      come(target);
      comes = true;
    }
  }
  if (comes && lengthOf(soon) <= shortTogether) comeSoon();
  else if (soon.size > 0) timer ??= setTimeout(comeSoon, offScreenMs);
}

const lengthOf = (elements: Iterable<Element>): number =>
  [...elements].reduce((sum, { textContent }) => sum + textContent.length, 0);

function comeSoon() {
  clearTimeout(timer);
  timer = undefined;
  for (const element of soon) come(element);
}

function come(element: Element) {
  soon.delete(element);
  left.delete(element);
  change(element, "near");
}

function leave(element: Element) {
  soon.delete(element);
  soon.delete(element);
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
