// Loaded before the app, by `BUN_OPTIONS=--preload`: its JavaScript is busy without end as soon as a file exists.
import fs from "node:fs";
import { isMainThread } from "node:worker_threads";

const file = process.env.BLOCK_WHEN ?? "";
if (isMainThread && file !== "")
  setInterval(() => {
    while (fs.existsSync(file));
  }, 20).unref();
