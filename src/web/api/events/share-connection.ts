import { openConnection, type Receiver } from "./connection.ts";

/** A message between the tabs of a browser. */
type Note =
  | { type: "event"; data: string }
  | { type: "down" }
  /** A tab asks the leader for the state of the connection, and the leader answers that tab. */
  | { type: "ask"; from: string }
  | { type: "state"; to: string; isUp: boolean };

/** What two tabs need to share a connection; both are missing on a page that is not served securely. */
export type Sharing = { locks: Pick<LockManager, "request">; openBroadcast: () => BroadcastChannel };

const lockName = "blossom-events";
/** Held by the one tab that finds out whether the leader is gone: without it, many tabs would take the connection from each other. */
const takeoverLockName = "blossom-events-takeover";
/** Longer than a working leader is silent: the server sends something every five seconds, and the leader passes it on. */
const quietMs = 8_000;
const answerMs = 3_000;
/** How long messages between tabs may take on a busy computer. */
const settleMs = 1_000;
const hello = JSON.stringify({ type: "hello" });

/**
 * Lets all tabs of a browser use one connection, because over HTTP/1.1 a browser opens at most six connections to one server,
 * for all tabs together. The tab that holds the lock is the leader: it has the connection and passes its events on. When it
 * closes, the next tab gets the lock. When it stops answering, another tab takes the lock from it. Returns a function that
 * leaves.
 */
export function shareConnection(receiver: Receiver, { locks, openBroadcast }: Sharing): () => void {
  const me = crypto.randomUUID();
  const broadcast = openBroadcast();
  let hasLeft = false;
  let isUp = false;
  let stopLeading: (() => void) | null = null;
  let inLine = new AbortController();
  let patience: ReturnType<typeof setTimeout> | undefined;
  let isHeard = false;
  let connected = Promise.withResolvers<void>();
  const left = new AbortController();
  const say = (note: Note) => broadcast.postMessage(note);

  // a follower that receives nothing asks the leader, and takes over if the leader does not answer
  const expectNews = () => {
    clearTimeout(patience);
    if (!stopLeading && !hasLeft) patience = setTimeout(ask, quietMs);
  };
  const ask = () => {
    say({ type: "ask", from: me });
    clearTimeout(patience);
    patience = setTimeout(takeOver, answerMs);
  };
  // one tab at a time: by the turn of the next one, the new leader has been heard
  const takeOver = () => {
    isHeard = false;
    const takeIfSilent = async () => {
      if (isHeard || stopLeading) return;
      connected = Promise.withResolvers();
      inLine.abort();
      void getLock({ steal: true });
      await connected.promise;
      await new Promise((resolve) => setTimeout(resolve, settleMs));
    };
    locks.request(takeoverLockName, { signal: left.signal }, takeIfSilent).catch(() => {}); // this tab has left
  };

  broadcast.onmessage = ({ data: note }: MessageEvent<Note>) => {
    if (note.type === "ask") {
      if (stopLeading) say({ type: "state", to: note.from, isUp });
      return;
    }
    if (note.type === "state" && note.to !== me) return;
    isHeard = true;
    expectNews();
    if (note.type === "event") receiver.onEvent(note.data);
    else if (note.type === "down" || !note.isUp) receiver.onDown();
    else receiver.onEvent(hello); // this tab may have missed earlier events
  };

  function lead(): Promise<void> {
    if (hasLeft) return Promise.resolve();
    clearTimeout(patience);
    isUp = false;
    const close = openConnection({
      onEvent(data) {
        isUp = true;
        connected.resolve();
        say({ type: "event", data });
        receiver.onEvent(data);
      },
      onDown() {
        isUp = false;
        connected.resolve();
        say({ type: "down" });
        receiver.onDown();
      },
    });
    return new Promise((resolve) => {
      stopLeading = () => {
        stopLeading = null;
        close();
        resolve();
      };
    });
  }

  async function getLock(how: { steal: true } | { signal: AbortSignal }): Promise<void> {
    try {
      await locks.request(lockName, how, lead);
    } catch (error) {
      if ("signal" in how && how.signal.aborted) return; // this tab has left, or is about to steal the lock
      const isStolen = error instanceof DOMException && error.name === "AbortError";
      if (!isStolen) return void lead(); // the browser gives no locks: this tab has a connection of its own
    }
    stopLeading?.(); // another tab has taken the lock
    if (hasLeft) return;
    ask(); // this tab was frozen for a while and may have missed something
    inLine = new AbortController();
    void getLock({ signal: inLine.signal });
  }

  void getLock({ signal: inLine.signal });
  ask();

  return () => {
    hasLeft = true;
    left.abort();
    connected.resolve();
    clearTimeout(patience);
    inLine.abort();
    stopLeading?.();
    broadcast.close();
  };
}
