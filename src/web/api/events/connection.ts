/** Receives the events of a connection to `GET /api/events`, and learns when it breaks. After a break the next event is a `hello`. */
export type Receiver = { onEvent: (data: string) => void; onDown: () => void };

/** Longer than the server is ever silent: it sends something every five seconds. */
const quietMs = 12_000;
const shortPauseMs = 1_000;
const longestPauseMs = 15_000;

/** Keeps a connection to the server's events and reopens it whenever it breaks. Returns a function that closes it. */
export function openConnection({ onEvent, onDown }: Receiver): () => void {
  let source: EventSource | null = null;
  let failures = 0;
  let heardAt = 0;
  let againTimer: ReturnType<typeof setTimeout> | undefined;
  let quietTimer: ReturnType<typeof setTimeout> | undefined;

  const watch = () => {
    heardAt = performance.now();
    clearTimeout(quietTimer);
    quietTimer = setTimeout(() => {
      onDown();
      open();
    }, quietMs);
  };

  const open = () => {
    clearTimeout(againTimer);
    source?.close();
    const opened = new EventSource("/api/events");
    source = opened;
    watch();
    opened.onmessage = ({ data }: MessageEvent<string>) => {
      failures = 0;
      watch();
      onEvent(data);
    };
    opened.onerror = () => {
      if (source !== opened) return;
      onDown();
      // the browser reopens a broken connection by itself, but not after an error status
      if (opened.readyState !== opened.CLOSED) return;
      againTimer = setTimeout(open, Math.min(longestPauseMs, shortPauseMs * 2 ** failures++));
    };
  };

  // after sleep, or without a network, the browser's own next retry can be far away
  const wake = () => {
    if (document.visibilityState === "hidden") return;
    const isOpen = source?.readyState === source?.OPEN;
    if (!isOpen || performance.now() - heardAt > quietMs / 2) open();
  };

  addEventListener("online", wake);
  document.addEventListener("visibilitychange", wake);
  open();
  return () => {
    removeEventListener("online", wake);
    document.removeEventListener("visibilitychange", wake);
    clearTimeout(againTimer);
    clearTimeout(quietTimer);
    source?.close();
    source = null;
  };
}
