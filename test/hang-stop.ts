// Loaded before the app, by `BUN_OPTIONS=--preload`: after SIGTERM, the app waits for something that never happens.
import { isMainThread } from "node:worker_threads";

if (isMainThread)
  process.once("SIGTERM", () => {
    globalThis.setImmediate = Object.assign(() => {}, globalThis.setImmediate);
    setInterval(() => {}, 1_000); // the process does not end by itself
  });
