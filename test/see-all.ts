/**
 * For a page that is not laid out: reports each text as near the screen. `topOf`: where it is; the window is 768 px high. `scroll` moves all of
 * them out of sight, or back. Disposing gives the own observer back.
 */
export function seeAll(topOf: (element: Element) => number = () => 0) {
  const own = globalThis.IntersectionObserver;
  const scrolls = new Set<(isIntersecting: boolean) => void>();
  globalThis.IntersectionObserver = class extends own {
    readonly #report: (targets: readonly Element[], isIntersecting?: boolean) => void;
    #waiting: Element[] = [];
    #observed = new Set<Element>();

    constructor(tell: IntersectionObserverCallback, options?: IntersectionObserverInit) {
      super(tell, options);
      this.#report = (targets, isIntersecting = true) => {
        const entries = targets.map((target) => {
          const boundingClientRect = new DOMRect(0, topOf(target), 100, 20);
          return { target, isIntersecting, boundingClientRect } as unknown as IntersectionObserverEntry; // what the page reads
        });
        tell(entries, this);
      };
      scrolls.add(this.#scroll);
    }

    #scroll = (isIntersecting: boolean) => this.#report([...this.#observed], isIntersecting);

    // like a browser, it reports together what is observed together
    override observe(target: Element) {
      if (this.#waiting.length === 0) queueMicrotask(() => this.#report(this.#waiting.splice(0)));
      this.#waiting.push(target);
      this.#observed.add(target);
    }

    override unobserve(target: Element) {
      this.#observed.delete(target);
      this.#waiting = this.#waiting.filter((each) => each !== target);
    }

    override disconnect() {
      this.#observed.clear();
      this.#waiting = [];
      scrolls.delete(this.#scroll);
    }
  };
  return {
    scroll: (isInSight: boolean) => scrolls.forEach((report) => report(isInSight)),
    [Symbol.dispose]: () => {
      globalThis.IntersectionObserver = own;
    },
  };
}
