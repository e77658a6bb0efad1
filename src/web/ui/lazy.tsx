import { type ComponentType, Suspense, useEffect, useState } from "react";
import { ErrorBoundary } from "./error-boundary.tsx";
import { isServer, useIsInFirstFrame } from "./first-frame.ts";
import { loadStyles } from "./load-styles.ts";

/** A value that is loaded when it is first needed, once for all readers. */
export type Loader<T> = {
  get: () => Promise<T>;
  /** Like `get`, but loads again after a failure. Only for a new reader: a reader that already waits would not learn of the new promise. */
  renew: () => Promise<T>;
  isStarted: () => boolean;
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
    isStarted: () => promise !== null,
  };
}

type Tracked<T> = Promise<T> & { status: string };

/** Adds the fields that React's `use` reads and writes, so that a loaded value is read at once, without a fallback. */
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
  /** Loads the part's strings together with its code: `useSettingsStrings.useStart`. The part appears when both have loaded. */
  useStrings?: () => readonly Promise<unknown>[];
  /** Shown while the part is loading. Default: nothing. */
  Placeholder?: ComponentType<P>;
  /** Shown when the part could not be loaded because Blossom does not answer. Default: the placeholder. */
  Instead?: ComponentType<P>;
  /** The part is the whole page: a failure goes to the page's own error boundary. */
  isPage?: boolean;
};

/** A part of the page that the first paint does not need. After a failure, the next use loads it again. */
export function lazyPart<P extends object>(load: () => Promise<ComponentType<P>>, options: Options<P> = {}) {
  const { useStrings = useNone, Placeholder, Instead = Placeholder, isPage = false } = options;
  const loader = createLoader(load);
  let loaded: ComponentType<P> | null = null;
  const start = async () => {
    const [part] = await Promise.all([loader.renew(), loadStyles()]);
    return (loaded = part);
  };

  // not `lazy` with `Suspense`: React shows a placeholder for at least 300 ms, even if the part arrives after 20
  function Part(props: P) {
    const strings = useStrings();
    const [Loaded, setLoaded] = useState(() => (strings.every(isLoaded) ? loaded : null));
    const [failure, setFailure] = useState<{ error: unknown } | null>(null);
    // the server draws only what the page has loaded before it takes over the first frame (`preloadPage`)
    const [both] = useState(() => (Loaded || isServer ? null : Promise.all([start(), ...strings])));
    useEffect(() => {
      let isHere = true;
      both?.then(
        ([part]) => isHere && setLoaded(() => part),
        (error: unknown) => isHere && setFailure({ error }),
      );
      return () => {
        isHere = false;
      };
    }, [both]);
    const isInFirstFrame = useIsInFirstFrame();
    if (failure) throw failure.error;
    const placeholder = Placeholder && <Placeholder {...props} />;
    if (!Loaded) return placeholder;
    // React takes over what is inside a boundary on its own, and all at once if anything around it changes; without one, in small slices
    if (isInFirstFrame) return <Loaded {...props} />;
    return (
      <Suspense fallback={placeholder}>
        <Loaded {...props} />
      </Suspense>
    );
  }

  function LazyPart(props: P) {
    if (isPage) return <Part {...props} />;
    return (
      <ErrorBoundary fallback={() => Instead && <Instead {...props} />}>
        <Part {...props} />
      </ErrorBoundary>
    );
  }

  /** Loads the part before it is needed: when the browser is idle, or when the pointer is on what opens the part. False if it could not be loaded. */
  const preload = (): Promise<boolean> =>
    start().then(
      () => true,
      () => false, // the component that needs it will try again
    );
  return Object.assign(LazyPart, { preload });
}

const useNone = () => [];
const isLoaded = (promise: Promise<unknown>) => "status" in promise && promise.status === "fulfilled";

/**
 * Runs when the browser is idle, or after `latestMs` if it is never idle until then. Safari has no `requestIdleCallback`; there it runs after a second.
 * Returns a function that cancels it.
 */
export function whenIdle(run: () => void, latestMs?: number): () => void {
  if (typeof requestIdleCallback === "undefined") {
    const timer = setTimeout(run, 1_000);
    return () => clearTimeout(timer);
  }
  const request = requestIdleCallback(run, latestMs === undefined ? {} : { timeout: latestMs });
  return () => cancelIdleCallback(request);
}
