// Runs the project's pinned Bun, whichever runtime started this script
import { execFile, spawn, spawnSync } from "node:child_process";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const parent = process.ppid; // read before the installation, because our parent may end during it
let npm = null;
const orphaned = () => process.platform !== "win32" && (process.ppid !== parent || hasEnded(npm));
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const args = process.argv.slice(2);
const build = args[0] === "--build" ? [args.shift()] : [];

const bootstrap = [path.join(root, "scripts/bootstrap.mjs"), ...build];
const ready = spawnSync(process.execPath, bootstrap, { stdio: ["ignore", "inherit", "inherit"] });
if (ready.status !== 0 || orphaned()) process.exit(ready.status || 1);

const bun = path.join(root, "node_modules/bun/bin/bun.exe"); // has this name on every system
// in its own process group: otherwise Ctrl+C would reach it twice, from the terminal and from us
const child = spawn(bun, args, {
  stdio: "inherit",
  cwd: root,
  detached: process.platform !== "win32",
  env: { ...process.env, BLOSSOM_LAUNCHER: String(process.pid) }, // the server ends when this process was killed
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
findNpm((pid) => (npm = pid));
setInterval(() => orphaned() && child.kill("SIGTERM"), 500).unref();
child.on("exit", (code, signal) => process.exit(signal ? 128 + (os.constants.signals[signal] ?? 1) : (code ?? 1)));
child.on("error", (error) => {
  console.error(`Bun does not start (${error.code}). Delete node_modules and start again: ${bun}`);
  process.exit(1);
});

/** npm starts a shell, and the shell starts us. If npm is killed, the shell stays. */
function findNpm(onFound) {
  if (!process.env.npm_lifecycle_event || process.platform === "win32") return;
  execFile("ps", ["-o", "ppid=", "-o", "comm=", "-p", String(parent)], (_error, text) => {
    const [, pid, name] = text.match(/(\d+)\s+(\S+)/) ?? [];
    if (/(^|[/-])(ba|da|z|a)?sh$/.test(name ?? "")) onFound(Number(pid));
  });
}

function hasEnded(pid) {
  try {
    if (pid !== null) process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === "ESRCH";
  }
}
