import { Database } from "bun:sqlite";
import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { bundledPaths, isBundledFor } from "./bundled.ts";

type Row = { spellings: string; readings: string };

/** The words of these levels in the dictionary that comes with Blossom: HSK for Chinese, levels of our own for Japanese and Korean. */
export function levelWords(
  languageDataDir: string,
  language: LearningLanguage,
  { from, to }: { from: number; to: number },
): { spelling: string; reading: string }[] {
  const path = bundledPaths(languageDataDir).find((each) => isBundledFor(each, language));
  if (path === undefined) return [];
  // the simplified spelling comes first, then the traditional one, if it is another
  const place = languages[language].hanzi === "traditional" ? 1 : 0;
  const db = new Database(path, { readonly: true });
  try {
    return db
      .query<Row, [number, number]>(
        "SELECT spellings, readings FROM entry WHERE level BETWEEN ? AND ? ORDER BY level, id",
      )
      .all(from, to)
      .map(({ spellings, readings }) => {
        const all = spellings.split("\n");
        return { spelling: all[place] ?? all[0] ?? "", reading: readings.split("\n")[0] ?? "" };
      });
  } finally {
    db.close();
  }
}
