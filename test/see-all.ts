/**
 * For a page that is not laid out: reports each text as near the screen. `topOf`: where it is; the window is 768 px high. Disposing gives the
 * own observer back.
 */
export function seeAll(topOf: (element: Element) => number = () => 0) {
  const own = globalThis.IntersectionObserver;
  globalThis.IntersectionObserver = class extends own {
    readonly #report: (targets: readonly Element[]) => void;
    #waiting: Element[] = [];

    constructor(tell: IntersectionObserverCallback, options?: IntersectionObserverInit) {
      super(tell, options);
      this.#report = (targets) => {
        const entries = targets.map((target) => {
          const boundingClientRect = new DOMRect(0, topOf(target), 100, 20);
          return { target, isIntersecting: true, boundingClientRect } as unknown as IntersectionObserverEntry; // what the page reads
        });
        tell(entries, this);
      };
    }

    // like a browser, it reports together what is observed together
    override observe(target: Element) {
      if (this.#waiting.length === 0) queueMicrotask(() => this.#report(this.#waiting.splice(0)));
      this.#waiting.push(target);
    }
  };
  return {
    [Symbol.dispose]: () => {
      globalThis.IntersectionObserver = own;
    },
  };
}
