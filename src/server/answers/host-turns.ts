/** Who may send a request to a host now. */
export type HostTurns = {
  /** One request. Waits while the sentences of a text are being explained there. Call the result when the request has ended. */
  enter(host: string, signal: AbortSignal): Promise<() => void>;
  /**
   * The sentences of one text, one after another. No other request of ours goes to the host until the result is called: each sentence
   * then finds its instructions in the server's cache. `isBackground`: also lets the requests end that have begun.
   */
  hold(host: string, signal: AbortSignal, options: { isBackground: boolean }): Promise<() => void>;
};

type Host = { requests: number; isHeld: boolean; changed: PromiseWithResolvers<void> };

/** The turns of all hosts. A turn ends with its request, so waiting always ends. */
export function createHostTurns(): HostTurns {
  const hosts = new Map<string, Host>();
  const at = (name: string): Host => {
    const known = hosts.get(name) ?? { requests: 0, isHeld: false, changed: Promise.withResolvers<void>() };
    hosts.set(name, known);
    return known;
  };

  async function wait(name: string, signal: AbortSignal, isFree: (host: Host) => boolean): Promise<Host> {
    const left = Promise.withResolvers<void>();
    signal.addEventListener("abort", () => left.resolve(), { once: true });
    for (;;) {
      signal.throwIfAborted();
      const host = at(name);
      if (isFree(host)) return host;
      await Promise.race([host.changed.promise, left.promise]);
    }
  }

  function change(host: Host, apply: (host: Host) => void) {
    apply(host);
    const { resolve } = host.changed;
    host.changed = Promise.withResolvers<void>();
    resolve();
  }

  const once = (run: () => void) => {
    let hasRun = false;
    return () => {
      if (!hasRun) run();
      hasRun = true;
    };
  };

  return {
    async enter(name, signal) {
      const host = await wait(name, signal, ({ isHeld }) => !isHeld);
      change(host, (one) => (one.requests += 1));
      return once(() => change(host, (one) => (one.requests -= 1)));
    },
    async hold(name, signal, { isBackground }) {
      const host = await wait(name, signal, ({ isHeld, requests }) => !isHeld && (!isBackground || requests === 0));
      change(host, (one) => (one.isHeld = true));
      return once(() => change(host, (one) => (one.isHeld = false)));
    },
  };
}
