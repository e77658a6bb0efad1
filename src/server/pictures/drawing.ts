import { join } from "node:path";
import type { Size } from "#shared/pictures.ts";
import { AppError } from "#server/errors.ts";
import { logger } from "#server/logger.ts";
import type { DrawRequest, DrawResponse } from "./serve-drawing.ts";
import type { View } from "./views.ts";

/** In the sources; the built server has its own. */
const processFile = join(import.meta.dir, "draw-process.ts");
/** Long enough to draw all pictures of one conversation. */
const idleMs = 30_000;

export type Drawing = ReturnType<typeof createDrawing>;
export type Drawn = { bytes: Uint8Array; size: Size };

/**
 * Draws pictures in a separate process, which starts with the first picture and ends when it is idle: loading sharp blocks a thread
 * for 40 ms and takes 90 MB, and a hostile file that crashes the decoder must not crash the server.
 */
export function createDrawing(file = processFile) {
  let running: Bun.Subprocess | null = null;
  let waiting: PromiseWithResolvers<DrawResponse> | null = null;
  let idle: ReturnType<typeof setTimeout> | undefined;
  let last: Promise<unknown> = Promise.resolve();

  function start(): Bun.Subprocess {
    const started = Bun.spawn([process.execPath, file], {
      stdio: ["ignore", "ignore", "inherit"],
      serialization: "advanced",
      ipc: (response: DrawResponse) => waiting?.resolve(response),
      onExit() {
        if (running !== started) return;
        running = null;
        waiting?.resolve({ failure: "invalid_image", message: "The process that draws pictures ended." });
      },
    });
    started.unref();
    return started;
  }

  function stop() {
    clearTimeout(idle);
    const stopped = running;
    running = null;
    waiting?.resolve({ failure: "internal", message: "Blossom is stopping." });
    stopped?.disconnect();
  }

  async function ask(request: DrawRequest): Promise<Drawn> {
    clearTimeout(idle);
    running ??= start();
    waiting = Promise.withResolvers();
    running.send(request);
    const response = await waiting.promise;
    waiting = null;
    idle = setTimeout(stop, idleMs).unref();
    if ("bytes" in response) return response;
    if (response.failure !== "invalid_image") logger.error("picture not drawn", { reason: response.message });
    const message = {
      invalid_image: "This is not a picture that can be read.",
      pictures_unavailable: "The image library (sharp) could not be loaded on this computer.",
      internal: "The picture could not be drawn.",
    };
    throw new AppError(response.failure, message[response.failure]);
  }

  /** Draws one picture at a time, because drawing takes much memory. */
  function inTurn(request: DrawRequest): Promise<Drawn> {
    const drawn = last.then(() => ask(request));
    last = drawn.catch(() => {});
    return drawn;
  }

  return {
    /** Converts an upload to the form in which it is stored. Throws `invalid_image` or `pictures_unavailable`. */
    stored: (upload: Uint8Array, edge: number) => inTurn({ upload, edge }),
    view: (stored: Uint8Array, view: View) => inTurn({ stored, view }),
    close: stop,
  };
}
