import type { Revision, ServerEvent } from "#shared/events.ts";
import type { EventRow } from "#server/db/generations.ts";

/** Sends events to all browsers that are connected to `GET /api/events`. */
export type Hub = {
  /** Sends an event to all connected browsers. */
  send(event: Exclude<ServerEvent, { type: "generation" }>): void;
  /** Sends events of a log, which are JSON already. */
  sendLog(generationId: string, rows: readonly EventRow[]): void;
  /** False if no browser is connected, so that callers can skip the work for an event. */
  isWatched(): boolean;
  /** Something has changed for which no event was made, because no browser is connected. */
  changeUnseen(what: keyof Revision): void;
  revision(): Revision;
  connect(): Connection;
  /** Ends all connections. */
  close(): void;
};

export type Connection = {
  /** Waits for events and returns all waiting ones as one chunk. Null: the connection ends. */
  read(): Promise<Uint8Array | null>;
  leave(): void;
};

/** The most bytes that wait for one browser. A browser that is further behind reads the logs instead. */
const longestQueue = 1_000_000;
const pingMs = 5_000;
const encoder = new TextEncoder();
const toFrame = (json: string) => `data: ${json}\n\n`;
const encode = (event: ServerEvent) => encoder.encode(toFrame(JSON.stringify(event)));
const ping = encode({ type: "ping" });
const gap = encode({ type: "gap" });

export function createHub(): Hub {
  const queues = new Set<Queue>();
  const started = crypto.randomUUID();
  const changes = { models: 0, rest: 0 };
  const revision = () => ({ models: `${started}-${changes.models}`, rest: `${started}-${changes.rest}` });
  let pinging: Timer | undefined;
  // encoded once for all browsers
  const sendAll = (bytes: Uint8Array) => {
    for (const queue of queues) queue.push(bytes);
  };
  const leave = (queue: Queue) => {
    queues.delete(queue);
    queue.end();
    if (queues.size === 0) clearInterval(pinging);
  };

  return {
    send(event) {
      changes[event.type === "models" ? "models" : "rest"] += 1;
      if (queues.size > 0) sendAll(encode(event));
    },
    sendLog(generationId, rows) {
      changes.rest += 1;
      if (queues.size === 0 || rows.length === 0) return;
      const start = `{"type":"generation","id":${JSON.stringify(generationId)},"seq":`;
      sendAll(encoder.encode(rows.map(({ seq, event }) => toFrame(`${start}${seq},"event":${event}}`)).join("")));
    },
    isWatched: () => queues.size > 0,
    changeUnseen: (what) => void (changes[what] += 1),
    revision,
    connect() {
      const queue = createQueue();
      queue.push(encode({ type: "hello", revision: revision() }));
      queues.add(queue);
      if (queues.size === 1) pinging = setInterval(() => sendAll(ping), pingMs);
      return { read: queue.read, leave: () => leave(queue) };
    },
    close() {
      for (const queue of queues) leave(queue);
    },
  };
}

type Queue = Pick<Connection, "read"> & { push(bytes: Uint8Array): void; end(): void };

/** The bytes that wait for one browser, or one `gap` event if there were too many. */
function createQueue(): Queue {
  let waiting: Uint8Array[] = [];
  let size = 0;
  let isEnded = false;
  let isBehind = false;
  let wake = () => {};

  return {
    push(bytes) {
      if (isBehind) return;
      isBehind = size + bytes.length > longestQueue;
      if (isBehind) waiting = [gap];
      else waiting.push(bytes);
      size += bytes.length;
      wake();
    },
    end() {
      isEnded = true;
      wake();
    },
    async read() {
      while (waiting.length === 0 && !isEnded) await new Promise<void>((resolve) => (wake = resolve));
      if (waiting.length === 0) return null;
      const all = waiting.length === 1 ? waiting[0]! : Buffer.concat(waiting);
      waiting = [];
      size = 0;
      isBehind = false;
      return all;
    },
  };
}
