import fs from "node:fs";
import { dirname, join } from "node:path";
import { logger } from "#server/logger.ts";
import { folders } from "./names.ts";

/** The files and folders of Blossom there are named by an id or a hash. */
const own = /^([\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}|[\da-f]{64})([._]|$)/;

/** Puts back what the learner had put into Blossom's folders, which were moved to `aside` with everything in them. What cannot be moved stays there: the data has been replaced. */
export function returnForeign(dataDir: string, aside: string) {
  for (const folder of folders) {
    const path = join(aside, folder);
    if (!fs.lstatSync(path, { throwIfNoEntry: false })?.isDirectory()) continue; // a link was moved as a link
    for (const name of fs.readdirSync(path)) {
      const back = join(dataDir, folder, name);
      if (own.test(name) || fs.existsSync(back)) continue;
      try {
        fs.mkdirSync(dirname(back), { recursive: true, mode: 0o700 });
        fs.renameSync(join(path, name), back);
      } catch (error) {
        logger.error("file not put back", { name: join(folder, name), error });
      }
    }
  }
}
