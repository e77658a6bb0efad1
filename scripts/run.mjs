// Runs the project's pinned Bun, whichever runtime started this script
import { spawn, spawnSync } from "node:child_process";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const parent = process.ppid; // read before the installation, because our parent may end during it
const orphaned = () => process.platform !== "win32" && process.ppid !== parent;
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const args = process.argv.slice(2);
const build = args[0] === "--build" ? [args.shift()] : [];

const bootstrap = [path.join(root, "scripts/bootstrap.mjs"), ...build];
const ready = spawnSync(process.execPath, bootstrap, { stdio: ["ignore", "inherit", "inherit"] });
if (ready.status !== 0 || orphaned()) process.exit(ready.status || 1);

const bun = path.join(root, "node_modules/bun/bin/bun.exe"); // has this name on every system
// in its own process group: otherwise Ctrl+C would reach it twice, from the terminal and from us
const child = spawn(bun, args, { stdio: "inherit", cwd: root, detached: process.platform !== "win32" });
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
setInterval(() => orphaned() && child.kill("SIGTERM"), 500).unref();
child.on("exit", (code, signal) => process.exit(signal ? 128 + (os.constants.signals[signal] ?? 1) : (code ?? 1)));
child.on("error", (error) => {
  console.error(error.message);
  process.exit(1);
});
