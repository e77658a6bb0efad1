import { remember } from "#shared/remember.ts";
import type { Dictionaries, Entry } from "#server/dictionaries/types.ts";

/** Looks words up in CC-CEDICT, for texts in one script. */
export type CedictLookup = {
  /** The entries that have this spelling in the script of the text; if there are none, those that have it in the other. */
  find(word: string): readonly Entry[];
  /** 銀行 → 银行. A word without an entry is converted character by character. */
  toSimple(word: string): string;
};

/** Caches the entries of the last words, because reading them takes longer than everything else that is done with a word. */
export function createCedictLookup(dictionaries: Dictionaries, isTraditional: boolean): CedictLookup {
  const find = remember(2_000, (word) => {
    const all = dictionaries.find("zh-Hans", word); // a Chinese dictionary has both scripts
    const own = all.filter(({ spellings: [simple, ...others] }) =>
      isTraditional ? others.length === 0 || others.includes(word) : simple === word,
    );
    return own.length > 0 ? own : all;
  });

  function toSimple(word: string): string {
    const entries = find(word);
    const spelling = (entries.find(({ spellings }) => spellings[0] === word) ?? entries[0])?.spellings[0];
    if (spelling?.length === word.length) return spelling;
    const letters = Array.from(word);
    return letters.length < 2 ? word : letters.map(toSimple).join("");
  }

  return { find, toSimple };
}
