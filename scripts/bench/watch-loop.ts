// Loaded into the app before its own code, to measure how long its event loop is blocked. The figures go to the parent process.
const everyMs = 5;
let last = performance.now();
let cpu = process.cpuUsage();
let longest = 0;
setInterval(() => {
  const now = performance.now();
  const { user, system } = process.cpuUsage(cpu);
  // time without a processor is not time in which the process blocks
  longest = Math.max(longest, Math.min(now - last - everyMs, (user + system) / 1_000));
  last = now;
  cpu = process.cpuUsage();
}, everyMs);
process.on("message", () => {
  process.send?.(longest);
  longest = 0;
});
export {};
