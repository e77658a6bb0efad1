import type { z } from "zod";
import type { levelChoiceSchema } from "#shared/anki/imports.ts";
import { languages } from "#shared/languages/index.ts";
import type { LevelWords } from "#server/dictionaries/level-words.ts";
import type { Wanted } from "./plan-import.ts";

/** The words of a level, and of those below it, from the dictionaries that come with Blossom. */
export function wordsOfLevel(
  levelWords: LevelWords,
  { language, level, isOnlyThis, status }: z.output<typeof levelChoiceSchema>,
): Wanted {
  const { script, normaliseReading } = languages[language];
  const words = levelWords(language, { from: isOnlyThis ? level : 1, to: level })
    .filter(({ spelling }) => script.test(spelling))
    .map(({ spelling, reading }) => ({
      lemma: spelling,
      reading: normaliseReading(reading) === normaliseReading(spelling) ? "" : reading,
      meaning: "",
      status,
    }));
  // a list has a word once for each of its uses
  const once = new Map(words.map((word) => [`${word.lemma}\n${normaliseReading(word.reading)}`, word]));
  const skipped = { state: 0, empty: 0, language: 0, repeated: 0 };
  return {
    name: `${language} ${isOnlyThis || level === 1 ? level : `1–${level}`}`,
    language,
    words: [...once.values()],
    skipped,
  };
}
