import { type ComponentType, lazy, Suspense, useState } from "react";
import { ErrorBoundary } from "./error-boundary.tsx";

/** Something that is loaded when it is first needed, once for everybody. */
export type Loader<T> = {
  get: () => Promise<T>;
  /** The same, but what could not be loaded is asked for again. Only for a new reader: one that waits would never learn of it. */
  renew: () => Promise<T>;
};

export function createLoader<T>(load: () => Promise<T>): Loader<T> {
  let promise: Tracked<T> | null = null;
  const get = () => (promise ??= track(load()));
  return {
    get,
    renew() {
      if (promise?.status === "rejected") promise = null;
      return get();
    },
  };
}

type Tracked<T> = Promise<T> & { status: string };

/** With the fields that React's `use` reads and writes: what has arrived is then read at once, without a fallback. */
function track<T>(promise: Promise<T>): Tracked<T> {
  const tracked = Object.assign(promise, { status: "pending" });
  promise.then(
    (value) => {
      void Object.assign(tracked, { status: "fulfilled", value });
    },
    (reason: unknown) => {
      void Object.assign(tracked, { status: "rejected", reason });
    },
  );
  return tracked;
}

type Options<P> = {
  /** Starts loading the part's strings, so that they come with its code and not after it: `useSettingsStrings.useStart`. */
  useStrings?: () => void;
  /** Stands there while the part is loading. Default: nothing. */
  Placeholder?: ComponentType<P>;
  /** Stands there when it could not be loaded, because Blossom is gone. Default: the placeholder. */
  Instead?: ComponentType<P>;
  /** The page is nothing without it: a failure goes to the page's own error boundary. */
  isPage?: boolean;
};

/** A part of the page that a first visit does without. Where it is needed next, a failure is tried again. */
export function lazyPart<P extends object>(load: () => Promise<ComponentType<P>>, options: Options<P> = {}) {
  const { useStrings = () => {}, Placeholder, Instead = Placeholder, isPage = false } = options;
  const loader = createLoader(load);
  let loaded: ComponentType<P> | null = null;
  const start = () => loader.renew().then((part) => (loaded = part));

  function LazyPart(props: P) {
    // a part that is there needs no placeholder; one that is not gets another try with each new reader
    const [Part] = useState<ComponentType<P>>(() => loaded ?? lazy(async () => ({ default: await start() })));
    useStrings();
    const part = (
      <Suspense fallback={Placeholder && <Placeholder {...props} />}>
        <Part {...props} />
      </Suspense>
    );
    if (isPage) return part;
    return <ErrorBoundary fallback={() => Instead && <Instead {...props} />}>{part}</ErrorBoundary>;
  }

  /** Before it is needed: when nothing else is to do, or somebody points at what opens it. */
  const preload = () => {
    start().catch(() => {}); // whoever needs it asks again
  };
  return Object.assign(LazyPart, { preload });
}

/** Runs when the browser has nothing better to do; Safari has no such moment, there it is soon. Returns how to call it off. */
export function whenIdle(run: () => void): () => void {
  if (typeof requestIdleCallback === "undefined") {
    const timer = setTimeout(run, 1_000);
    return () => clearTimeout(timer);
  }
  const request = requestIdleCallback(run);
  return () => cancelIdleCallback(request);
}
