import { join } from "node:path";

/** The files of the dictionaries that come with Blossom, in the folder that `scripts/build-data.ts` fills. */
export const bundledPaths = (dataDir: string) =>
  ["starter-ja.sqlite", "starter-ko.sqlite", "cc-cedict.sqlite"].map((name) => join(dataDir, name));
