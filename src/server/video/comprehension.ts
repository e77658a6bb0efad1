import type { Word } from "#shared/card.ts";
import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Level } from "#shared/setting-values.ts";
import { type Comprehension, mostNewWords } from "#shared/video/comprehension.ts";
import type { Analyser } from "#server/languages/types.ts";
import { createPause } from "#server/slices.ts";
import { type CountedWord, countWords } from "./count-words.ts";

type Counted = ReadonlyMap<string, CountedWord>;
type Lines = { language: LearningLanguage; texts: readonly string[]; level: Level; signal: AbortSignal };

/** How many tracks are remembered: the two of a video, and those of the video before. */
const mostRemembered = 4;

export type Comprehensions = ReturnType<typeof createComprehensions>;

/** Counts the words of whole tracks. It remembers the last ones, so another level needs no analysis. */
export function createComprehensions(analyser: Analyser) {
  const remembered = new Map<string, Counted>();

  /** Asks for one line after another, so that the questions of others are answered in between. Null if nobody waits for the result any more. */
  async function count({ language, texts, signal }: Lines): Promise<Counted | null> {
    const counted = new Map<string, CountedWord>();
    const known = new Map<string, Word[]>();
    const pause = createPause();
    for (const [index, text] of texts.entries()) {
      if (signal.aborted) return null;
      const words = known.get(text) ?? (await analyser.analyse(text, language));
      known.set(text, words);
      countWords(counted, { words, index }, language);
      await pause();
    }
    return counted;
  }

  async function remember(lines: Lines): Promise<Counted | null> {
    const key = JSON.stringify([lines.language, analyser.engine(), lines.texts]);
    const counted = remembered.get(key) ?? (await count(lines));
    if (!counted) return null;
    remembered.delete(key); // the last one that was asked for stays longest
    remembered.set(key, counted);
    for (const oldest of remembered.keys()) {
      if (remembered.size <= mostRemembered) break;
      remembered.delete(oldest);
    }
    return counted;
  }

  async function readLemma(word: CountedWord, language: LearningLanguage): Promise<string> {
    if (word.reading !== null) return word.reading;
    const [only, ...others] = await analyser.analyse(word.lemma, language);
    word.reading = others.length === 0 ? (only?.reading ?? "") : "";
    return word.reading;
  }

  /** How much of these lines a learner of this level knows. Null if nobody waits for it any more. */
  return async (lines: Lines): Promise<Comprehension | null> => {
    const { language, level, signal } = lines;
    const counted = await remember(lines);
    if (!counted) return null;
    const all = [...counted.values()];
    const highest = languages[language].knownLevels[level];
    const isNew = (word: CountedWord) => word.level === null || word.level > highest;
    const sum = (words: readonly CountedWord[]) => words.reduce((total, { count }) => total + count, 0);
    const fresh = all.filter(isNew).toSorted((a, b) => b.count - a.count || a.first - b.first);
    const list: Comprehension["list"] = [];
    for (const word of fresh.slice(0, mostNewWords)) {
      if (signal.aborted) return null;
      list.push({ ...word, reading: await readLemma(word, language) });
    }
    const words = sum(all);
    return { words, knownShare: words === 0 ? 1 : 1 - sum(fresh) / words, newWords: fresh.length, list };
  };
}
