import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { WordStatus } from "#shared/words/word-values.ts";
import type { Level } from "#shared/setting-values.ts";
import type { Comprehension } from "#shared/video/comprehension.ts";
import type { Analyser } from "#server/languages/types.ts";
import { createPause } from "#server/slices.ts";
import { type CountedWord, countWords } from "./count-words.ts";
import { createKnownLines } from "./known-lines.ts";

type Lines = {
  language: LearningLanguage;
  texts: readonly string[];
  level: Level;
  /** How many new words are wanted. */
  listed: number;
  signal: AbortSignal;
};
/** The status of the learner's saved word; undefined: it has none, and its level decides. */
type FindStatus = (word: CountedWord) => WordStatus | undefined;

export type Comprehensions = ReturnType<typeof createComprehensions>;

/** Counts the words of whole tracks. `versionOf`: of the engine and its settings now. */
export function createComprehensions(analyser: Analyser, versionOf: () => string) {
  const known = createKnownLines(analyser, versionOf);

  /** Every word once, in the order of the lines. Null if nobody waits for it any more. */
  async function count({ texts, ...asked }: Lines): Promise<CountedWord[] | null> {
    const counted = new Map<string, CountedWord>();
    const places = Map.groupBy(texts.keys(), (index) => texts[index] ?? "");
    const lines = await known.read([...places.keys()], asked);
    const pause = createPause();
    for (const [text, [first = 0, ...others]] of places) {
      if (asked.signal.aborted) return null;
      countWords(counted, { words: lines.get(text) ?? [], first, times: 1 + others.length });
      await pause();
    }
    return [...counted.values()];
  }

  /** How much of these lines a learner of this level knows. Null if nobody waits for it any more. */
  return async ({ statusOf, ...asked }: Lines & { statusOf: FindStatus }): Promise<Comprehension | null> => {
    const { language, level, listed, signal } = asked;
    const counted = await count(asked);
    if (!counted) return null;
    const all = counted.filter((word) => statusOf(word) !== "ignored");
    const highest = languages[language].knownLevels[level];
    const isNew = (word: CountedWord) => {
      const status = statusOf(word);
      return status === undefined ? word.level === null || word.level > highest : status !== "known";
    };
    const sum = (words: readonly CountedWord[]) => words.reduce((total, { count: times }) => total + times, 0);
    const fresh = all.filter(isNew).toSorted((a, b) => b.count - a.count || a.first - b.first);
    const list = fresh.slice(0, listed);
    const unread = list.filter(({ reading }) => reading === null).map(({ lemma }) => lemma);
    const readings = await known.readLemmas(unread, asked);
    if (signal.aborted) return null;
    const words = sum(all);
    return {
      words,
      knownShare: words === 0 ? 1 : 1 - sum(fresh) / words,
      newWords: fresh.length,
      list: list.map((word) => ({
        ...word,
        reading: word.reading ?? readings.get(word.lemma) ?? "",
        ...(statusOf(word) !== undefined && { isSaved: true as const }),
      })),
    };
  };
}
