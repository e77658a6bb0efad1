// Finds faults of a lock file that installs here but fails elsewhere: missing binaries of a platform, or the address of a private registry
import fs from "node:fs";

const { packages } = JSON.parse(fs.readFileSync("package-lock.json", "utf8"));
let wrong = 0;
for (const [folder, { version, resolved, optionalDependencies = {} }] of Object.entries(packages)) {
  const missing = Object.keys(optionalDependencies).filter((name) => !isLocked(folder, name));
  if (missing.length > 0)
    complain(`${folder} ${version}: ${missing.length} missing from the lock, first ${missing[0]}`);
  if (resolved) complain(`${folder} ${version}: locked to the address ${resolved}`);
}
process.exit(wrong ? 1 : 0);

function complain(reason) {
  wrong++;
  console.error(reason);
}

/** Resolves as Node does: in the package's own node_modules, then one level up, and so on. */
function isLocked(folder, name) {
  for (let at = folder; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")))) {
    if (packages[`${at ? `${at}/` : ""}node_modules/${name}`]) return true;
    if (!at) return false;
  }
}
