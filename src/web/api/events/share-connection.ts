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
/** Longer than a working leader is silent: the server sends something every five seconds, and the leader passes it on. */
const quietMs = 8_000;
const answerMs = 3_000;
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
  const say = (note: Note) => broadcast.postMessage(note);

  // a follower that receives nothing asks the leader, and takes over if the leader does not answer
  const expectNews = () => {
    clearTimeout(patience);
    if (!stopLeading && !hasLeft) patience = setTimeout(ask, quietMs);
  };
  const ask = () => {
    say({ type: "ask", from: me });
    clearTimeout(patience);
    patience = setTimeout(() => {
      inLine.abort();
      void getLock({ steal: true });
    }, answerMs);
  };

  broadcast.onmessage = ({ data: note }: MessageEvent<Note>) => {
    if (note.type === "ask") {
      if (stopLeading) say({ type: "state", to: note.from, isUp });
      return;
    }
    if (note.type === "state" && note.to !== me) return;
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
        say({ type: "event", data });
        receiver.onEvent(data);
      },
      onDown() {
        isUp = false;
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
    } catch {
      if ("signal" in how && how.signal.aborted) return; // this tab has left, or is about to steal the lock
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
    clearTimeout(patience);
    inLine.abort();
    stopLeading?.();
    broadcast.close();
  };
}
