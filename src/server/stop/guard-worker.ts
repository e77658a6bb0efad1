import { recordSignals } from "./signal-record.ts";

// The entry point of the thread that ends the process after a signal if the main thread does not. `guard.ts` starts it.

const lookEveryMs = 250;
/** The main thread answers at once, unless its JavaScript is busy. */
const mostSilenceMs = 1_500;

declare const self: Worker;

if (!Bun.isMainThread) {
  const signals = recordSignals(["SIGTERM", "SIGINT", "SIGHUP"]);
  let isStopping = false;
  let heardAt = 0;
  self.onmessage = ({ data }: MessageEvent<"stopping" | "alive">) => {
    if (data === "stopping") isStopping = true;
    heardAt = performance.now();
  };
  setInterval(() => {
    if (!isStopping && !signals?.hasCome()) return;
    if (!isStopping) heardAt = performance.now();
    isStopping = true;
    if (performance.now() - heardAt > mostSilenceMs) process.kill(process.pid, "SIGKILL");
    self.postMessage("are you there?");
  }, lookEveryMs);
}
