// Loaded into the app before its own code, to measure how long its event loop is blocked. The figures go to the parent process.
import { dlopen, FFIType, ptr } from "bun:ffi";

const everyMs = 5;
const cpuMs = process.platform === "linux" ? createThreadClock() : processMs;
let last = performance.now();
let cpu = cpuMs();
let longest = 0;
setInterval(() => {
  const now = performance.now();
  // time without a processor is not time in which the loop blocks
  longest = Math.max(longest, Math.min(now - last - everyMs, cpuMs() - cpu));
  last = now;
  cpu = cpuMs();
}, everyMs);
process.on("message", () => {
  process.send?.(longest);
  longest = 0;
});

/** The processor time of this thread alone: a worker that reads a file, or a collection of garbage, does not block the loop. */
function createThreadClock(): () => number {
  const { symbols } = dlopen("libc.so.6", {
    clock_gettime: { args: [FFIType.i32, FFIType.ptr], returns: FFIType.i32 },
  });
  const threadClock = 3; // CLOCK_THREAD_CPUTIME_ID
  const time = new BigInt64Array(2);
  return () => {
    symbols.clock_gettime(threadClock, ptr(time));
    return Number(time[0]) * 1_000 + Number(time[1]) / 1e6;
  };
}

function processMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
