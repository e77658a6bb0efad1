import type { Context } from "hono";
import type { EventRow } from "#server/db/generations.ts";
import { logger } from "#server/logger.ts";
import type { Env } from "./router.ts";

/** Proxies close a stream that is silent for a minute. */
const usualHeartbeatMs = 15_000;
const encoder = new TextEncoder();
const headers = { "content-type": "text/event-stream", "cache-control": "no-store", "x-accel-buffering": "no" };

/**
 * Sends a log as an event stream that ends with `data: [DONE]`. `follow` gets a signal that fires when the reader has left; that stops
 * only this stream. Events for a slow reader wait in the database, not in memory.
 */
export function sseResponse(
  c: Context<Env>,
  follow: (left: AbortSignal) => AsyncGenerator<EventRow>,
  heartbeatMs = usualHeartbeatMs,
): Response {
  const left = new AbortController();
  const events = follow(left.signal);
  let heartbeat: Timer;
  const stop = () => {
    clearInterval(heartbeat);
    left.abort();
  };
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      heartbeat = setInterval(() => {
        if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(": waiting\n\n"));
      }, heartbeatMs);
    },
    async pull(controller) {
      const next = await events.next().catch(toFailure);
      if (left.signal.aborted) return;
      if (next instanceof Failure) {
        stop();
        return controller.close(); // without `[DONE]`: the reader connects again
      }
      const { done, value } = next;
      if (!done) return controller.enqueue(encoder.encode(`id: ${value.seq}\ndata: ${value.event}\n\n`));
      stop();
      controller.enqueue(encoder.encode("data: [DONE]\n\n"));
      controller.close();
    },
    cancel: stop,
  });
  return c.body(stream, 200, headers);
}

class Failure {}

/** Says in the log why a stream ended. If it were thrown, Bun would print it with lines of the source, and without the masks of the log. */
function toFailure(error: unknown): Failure {
  logger.error("event stream failed", { error });
  return new Failure();
}

/** The source of a stream. `read` waits for bytes; null ends the stream. `leave` is called when the reader has left. */
export type Source = { read(): Promise<Uint8Array | null>; leave(): void };

/** Sends an event stream that has no log. The source is read only as fast as the browser accepts data. */
export function pushResponse(c: Context<Env>, source: Source): Response {
  let hasLeft = false;
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const bytes = await source.read().catch(toFailure);
      if (hasLeft) return;
      if (bytes instanceof Failure) {
        source.leave();
        controller.close();
      } else if (bytes) controller.enqueue(bytes);
      else controller.close();
    },
    cancel() {
      hasLeft = true;
      source.leave();
    },
  });
  return c.body(stream, 200, headers);
}
