import { isMainThread, parentPort } from "node:worker_threads";
import { recordSignals } from "./signal-record.ts";

// The entry point of the thread that ends the process after a signal if the main thread does not. `guard.ts` starts it.

const lookEveryMs = 250;
/** The main thread answers at once, unless its JavaScript is busy. */
const mostSilenceMs = 1_500;

if (!isMainThread && parentPort) {
  const main = parentPort;
  const signals = recordSignals(["SIGTERM", "SIGINT", "SIGHUP"]);
  let isStopping = false;
  let heardAt = 0;
  main.on("message", (message: "stopping" | "alive") => {
    if (message === "stopping") isStopping = true;
    heardAt = performance.now();
  });
  setInterval(() => {
    if (!isStopping && !signals?.hasCome()) return;
    if (!isStopping) heardAt = performance.now();
    isStopping = true;
    if (performance.now() - heardAt > mostSilenceMs) process.kill(process.pid, "SIGKILL");
    main.postMessage("are you there?");
  }, lookEveryMs);
}
