import type { ImportChoice } from "#shared/anki/source.ts";
import { languages } from "#shared/languages/index.ts";
import { type LearningLanguage, learningLanguages } from "#shared/languages/types.ts";
import { type WordStatus, wordStatuses } from "#shared/words/word-values.ts";
import { openSource, type SourceFile } from "./open-source.ts";
import { toWord } from "./to-word.ts";

/** A word of a source. `reading` is empty if its cell holds something else. */
export type SourceWord = { lemma: string; reading: string; meaning: string; status: WordStatus };

/** Why rows gave no word. */
export type Skipped = { state: number; empty: number; language: number; repeated: number };

export type SourceWords = { words: SourceWord[]; skipped: Skipped };

const longestMeaning = 500;
/** How well a word is known. Of two rows with the same word, the higher status counts. */
export const rank: Record<WordStatus, number> = { ignored: 0, new: 1, learning: 2, known: 3 };

/** The words of the chosen rows, each once. */
export async function readWords(file: SourceFile, choice: Omit<ImportChoice, "source">): Promise<SourceWords> {
  const source = await openSource({ ...file, encoding: choice.encoding });
  const words = new Map<string, SourceWord>();
  const skipped: Skipped = { state: 0, empty: 0, language: 0, repeated: 0 };
  const decks = choice.decks && new Set(choice.decks);
  const { columns, language } = choice;
  try {
    for (const { typeId, decks: own, fields, state } of source.rows()) {
      if (typeId !== choice.group || (decks && !own.some((deck) => decks.has(deck)))) continue;
      const cell = (at: number | null) => (at === null ? "" : source.toText(fields[at] ?? ""));
      const status = toStatus(cell(columns.status)) ?? choice.statuses[state];
      const word = toWord(cell(columns.word), cell(columns.reading), language);
      if (status === null) skipped.state++;
      else if (word.lemma === "") skipped.empty++;
      else if (isOfAnother(cell(columns.language), language) || !languages[language].script.test(word.lemma))
        skipped.language++;
      else {
        const key = `${word.lemma}\n${word.reading}`;
        const known = words.get(key);
        if (known) skipped.repeated++;
        if (!known || rank[status] > rank[known.status])
          words.set(key, {
            ...word,
            meaning: cell(columns.meaning).replace(/\s+/g, " ").slice(0, longestMeaning),
            status,
          });
      }
    }
    return { words: [...words.values()], skipped };
  } finally {
    source.close();
  }
}

const toStatus = (cell: string): WordStatus | null =>
  wordStatuses.find((status) => status === cell.toLowerCase()) ?? null;

/** A value that is no code of ours excludes nothing: `zh` says nothing about the script. */
const isOfAnother = (cell: string, language: LearningLanguage) =>
  cell !== "" && cell !== language && learningLanguages.some((code) => code === cell);
