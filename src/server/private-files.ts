import fs from "node:fs";
import { join } from "node:path";

const ownFolder =
  /^((images|frames|dictionaries)(-without-database.*)?|prepared|sounds|line-sounds|backups|incoming|exports)$/;
const ownFile = /^(blossom.*\.db.*|instance\.(lock|json)|secrets\.json.*)$/;

/**
 * Takes the files of an existing data folder away from other users of the computer. The folder itself stays as it is, because the
 * learner may keep other things in it. A folder of ours that others cannot enter protects all files in it.
 */
export function makePrivate(dataDir: string) {
  for (const name of listNames(dataDir)) {
    const path = join(dataDir, name);
    if (ownFolder.test(name)) restrict(path, 0o700);
    else if (ownFile.test(name)) restrict(path, 0o600);
  }
}

function listNames(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    return []; // the code that needs the folder reports the error
  }
}

/** Changes nothing behind a symbolic link, and nothing that is private already. */
function restrict(path: string, mode: number) {
  try {
    const now = fs.lstatSync(path);
    if (now.isSymbolicLink() || (now.mode & 0o077) === 0) return;
    fs.chmodSync(path, now.mode & mode);
  } catch {
    // it belongs to another user, or the disk is read-only
  }
}
