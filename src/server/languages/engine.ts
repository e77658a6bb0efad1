import { basename } from "node:path";

/** Counts up when an analyser gives other words or readings, so that older cards are analysed again. */
const engineVersion = "2";

/** Stored beside the words of each card: the analyser and the dictionaries that made them. A learner who installs a dictionary gets its meanings on old cards too. */
export const describeEngine = (dictionaries: readonly string[]) =>
  [engineVersion, ...dictionaries.map((path) => basename(path, ".sqlite"))].join(" ");
