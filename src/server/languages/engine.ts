import { basename } from "node:path";

/** Increase this when an analyser gives other words, readings or levels, so that older cards are analysed again. */
const engineVersion = "4";

/** Names the version of the analysers and the dictionaries in use. It is stored with each card, so that old cards get the meanings of a new dictionary too. */
export const describeEngine = (dictionaries: readonly string[]) =>
  [engineVersion, ...dictionaries.map((path) => basename(path, ".sqlite"))].join(" ");
