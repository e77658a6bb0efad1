import fs from "node:fs";
import type { FirstFrame, FirstFrameAnswer, FirstFrameQuestion, FirstFrameRequest } from "#shared/first-frame.ts";
import { logger } from "./logger.ts";

/**
 * A page waits no longer than this for its first frame; the browser then draws it alone. A conversation of ten messages takes 15 to 25 ms. The first one takes
 * 150 ms, because its code is loaded and not compiled yet.
 */
const longestMs = 300;
/** A thread that is silent for longer than this hangs. It is ended, because it would keep a processor busy. */
const hangsAfterMs = 10_000;
/** The thread is started this long after the server, which listens by then, or with the first page. */
const startsAfterMs = 500;

export type FirstFrames = {
  /** False in development, and after a failure. */
  readonly canDraw: boolean;
  /** Null: the page goes without one. */
  draw: (request: FirstFrameRequest) => Promise<FirstFrame | null>;
  close: () => void;
};

export const noFirstFrames: FirstFrames = { canDraw: false, draw: () => Promise.resolve(null), close: () => {} };

/**
 * Draws the first frames of pages in a thread of its own, with the page's own code: the server neither waits for React nor imports the page. `file`: the
 * thread's script, from the build of the page. A page that it cannot draw goes without. If the thread itself fails, it ends, and all pages go without.
 */
export function createFirstFrames(file: string, silentMs = hangsAfterMs): FirstFrames {
  if (!fs.existsSync(file)) return noFirstFrames;
  const waiting = new Map<number, (frame: FirstFrame | null) => void>();
  let worker: Worker | null = null;
  let isOver = false;
  let lastId = 0;
  let silence: Timer | undefined;

  const end = () => {
    isOver = true;
    clearTimeout(timer);
    clearTimeout(silence);
    worker?.terminate();
    for (const resolve of waiting.values()) resolve(null);
  };
  const fail = (reason: string) => {
    if (isOver) return;
    logger.error("first frame not drawn", { reason });
    end();
  };
  const listen = () => {
    silence ??= setTimeout(fail, silentMs, "the thread hangs").unref();
  };
  const start = () => {
    if (worker || isOver) return;
    clearTimeout(timer);
    worker = new Worker(file, { ref: false });
    worker.addEventListener("error", ({ message }) => fail(message));
    worker.addEventListener("message", ({ data }: MessageEvent<FirstFrameAnswer>) => {
      clearTimeout(silence);
      silence = undefined;
      const isDrawn = "frame" in data;
      if (!isDrawn && data.id === undefined) return fail(data.failure);
      if (!isDrawn) logger.error("first frame not drawn", { reason: data.failure });
      const { id = 0 } = data;
      if (id < lastId) listen(); // it draws the next one
      waiting.get(id)?.(isDrawn ? data.frame : null);
    });
  };
  const timer = setTimeout(start, startsAfterMs);
  timer.unref();

  return {
    get canDraw() {
      return !isOver;
    },
    async draw(request) {
      start();
      if (isOver || !worker) return null;
      const id = ++lastId;
      const { promise, resolve } = Promise.withResolvers<FirstFrame | null>();
      waiting.set(id, resolve);
      const late = setTimeout(() => resolve(null), longestMs);
      worker.postMessage({ id, ...request } satisfies FirstFrameQuestion);
      listen();
      const frame = await promise;
      clearTimeout(late);
      waiting.delete(id);
      return frame;
    },
    close: end,
  };
}
