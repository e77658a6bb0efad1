import { Database } from "bun:sqlite";
import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { bundledPaths, isBundledFor } from "./bundled.ts";

type LevelWord = { spelling: string; reading: string; level: number };
/** The words of these levels, in their order. */
export type LevelWords = (language: LearningLanguage, of: { from: number; to: number }) => LevelWord[];

type Row = { spellings: string; readings: string; level: number };

/**
 * The words of each level in the dictionaries that come with Blossom: HSK for Chinese, levels of our own for Japanese and Korean. A list is read once,
 * because reading takes 5 to 20 ms and these dictionaries change only with Blossom itself.
 */
export function createLevelWords(languageDataDir: string): LevelWords {
  const lists = new Map<LearningLanguage, LevelWord[]>();
  return (language, { from, to }) => {
    const list = lists.get(language) ?? readList(languageDataDir, language);
    if (list.length > 0) lists.set(language, list); // a file that was missing may be there later
    return list.filter(({ level }) => level >= from && level <= to);
  };
}

function readList(languageDataDir: string, language: LearningLanguage): LevelWord[] {
  const path = bundledPaths(languageDataDir).find((each) => isBundledFor(each, language));
  if (path === undefined) return [];
  // the simplified spelling comes first, then the traditional one, if it is another
  const place = languages[language].hanzi === "traditional" ? 1 : 0;
  const db = new Database(path, { readonly: true });
  try {
    return db
      .query<Row, []>("SELECT spellings, readings, level FROM entry WHERE level IS NOT NULL ORDER BY level, id")
      .all()
      .map(({ spellings, readings, level }) => {
        const all = spellings.split("\n");
        return { spelling: all[place] ?? all[0] ?? "", reading: readings.split("\n")[0] ?? "", level };
      });
  } finally {
    db.close();
  }
}
