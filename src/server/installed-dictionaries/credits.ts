import type { Credit, InstalledDictionary } from "#shared/dictionaries.ts";

/** What the analysers are made of, besides the dictionaries. The licence texts stand in the packages, and beside the data that is made of them. */
const analysers: Credit[] = [
  {
    name: "IPADIC (NAIST, ICOT)",
    licence: "IPADIC licence",
    source: "https://github.com/lindera/lindera",
  },
  {
    name: "hunspell-dict-ko",
    licence: "GPL-3.0; word data CC BY-SA 4.0",
    source: "https://spellcheck-ko.github.io/",
  },
  {
    name: "chinese-lexicon (Peter Olson)",
    licence: "ISC",
    source: "https://github.com/peterolson/chinese-lexicon",
  },
  {
    name: "SUBTLEX-CH: Cai and Brysbaert 2010",
    licence: "",
    source: "https://doi.org/10.1371/journal.pone.0010729",
  },
];

/** Our own dictionaries have the licence of Blossom, which About names anyway. */
export const listCredits = (dictionaries: readonly InstalledDictionary[]): Credit[] => [
  ...dictionaries
    .filter(({ licence }) => licence !== "" && licence !== "MIT")
    .map(({ name, licence, source }) => ({ name, licence, source })),
  ...analysers,
];
