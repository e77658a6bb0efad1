// A lock without some platform's binaries installs here and fails elsewhere
import fs from "node:fs";

const { packages } = JSON.parse(fs.readFileSync("package-lock.json", "utf8"));
let incomplete = 0;
for (const [folder, { version, optionalDependencies = {} }] of Object.entries(packages)) {
  const missing = Object.keys(optionalDependencies).filter((name) => !isLocked(folder, name));
  if (missing.length === 0) continue;
  incomplete++;
  console.error(`${folder} ${version}: ${missing.length} missing from the lock, first ${missing[0]}`);
}
process.exit(incomplete ? 1 : 0);

/** As Node looks: in the package's own node_modules, then one level up, and so on. */
function isLocked(folder, name) {
  for (let at = folder; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")))) {
    if (packages[`${at ? `${at}/` : ""}node_modules/${name}`]) return true;
    if (!at) return false;
  }
}
