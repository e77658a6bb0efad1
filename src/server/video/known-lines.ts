import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Analyser } from "#server/languages/types.ts";
import { toVocabulary, type Vocabulary } from "./count-words.ts";

/** Several films. Of a line, only references to its words are kept. */
const mostLines = 20_000;
/** Lines in one question to the engine: others do not wait for it, and it ends soon when nobody wants its answer any more. */
const mostAtOnce = 100;

type Known = {
  version: string;
  lines: Map<string, readonly Vocabulary[]>;
  /** One object for each word, however often it occurs. */
  words: Map<string, Vocabulary>;
  readings: Map<string, string>;
};
type Asked = { language: LearningLanguage; signal: AbortSignal };

/**
 * The words of lines. Those that were asked for before are remembered, so counting them again takes no analysis. `versionOf`: of the engine and its
 * settings now.
 */
export function createKnownLines(analyser: Analyser, versionOf: () => string) {
  const known = new Map<LearningLanguage, Known>();

  function knownIn(language: LearningLanguage): Known {
    const version = versionOf();
    const before = known.get(language);
    // words that were read without a damaged dictionary are read again
    if (before?.version === version && before.lines.size <= mostLines && !analyser.isIncomplete(language))
      return before;
    const empty: Known = { version, lines: new Map(), words: new Map(), readings: new Map() };
    known.set(language, empty);
    return empty;
  }

  async function ask<T>(
    texts: readonly string[],
    { language, signal }: Asked,
    { into, read }: { into: Map<string, T>; read: (words: Awaited<ReturnType<Analyser["analyse"]>>) => T },
  ) {
    const missing = texts.filter((text) => !into.has(text));
    for (let start = 0; start < missing.length && !signal.aborted; start += mostAtOnce) {
      const some = missing.slice(start, start + mostAtOnce);
      const lines = await analyser.analyseLines(some, language);
      for (const [at, text] of some.entries()) into.set(text, read(lines[at] ?? []));
    }
  }

  return {
    /** The vocabulary of each of these different lines. Some are missing if the signal was aborted. */
    async read(texts: readonly string[], asked: Asked): Promise<ReadonlyMap<string, readonly Vocabulary[]>> {
      const { lines, words } = knownIn(asked.language);
      const once = (word: Vocabulary): Vocabulary => {
        const key = JSON.stringify(word);
        const same = words.get(key) ?? word;
        words.set(key, same);
        return same;
      };
      await ask(texts, asked, { into: lines, read: (all) => toVocabulary(all, asked.language).map(once) });
      return lines;
    },
    /** The readings of lemmas; empty if it would only repeat the lemma, or if the engine takes it apart. */
    async readLemmas(lemmas: readonly string[], asked: Asked): Promise<ReadonlyMap<string, string>> {
      const { readings } = knownIn(asked.language);
      const read = ([only, ...others]: { reading: string }[]) => (others.length === 0 ? (only?.reading ?? "") : "");
      await ask(lemmas, asked, { into: readings, read });
      return readings;
    },
  };
}
