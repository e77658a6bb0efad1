import { toDateText } from "#shared/date-text.ts";
import fs from "node:fs/promises";
import type { SavedWord, WordContext } from "#shared/words/words.ts";
import type { ExportFormat } from "#shared/anki/export-values.ts";
import { listContexts } from "#server/db/word-contexts.ts";
import { getWord } from "#server/db/words.ts";
import { type Separator, toLine } from "#server/anki/table/write-table.ts";
import { toSourceText } from "#server/anki/notes/source-html.ts";
import type { NoteDeps, NoteOptions } from "#server/anki/notes/to-note.ts";
import { createPause } from "#server/slices.ts";
import type { WordExport } from "#shared/anki/exports.ts";

const columns: Record<string, (word: SavedWord, context: WordContext | undefined, origin: string) => string> = {
  id: ({ id }) => id,
  word: ({ lemma }) => lemma,
  reading: ({ reading }) => reading,
  meaning: (word, context) => context?.meaning ?? word.meaning ?? word.dictionaryMeaning ?? "",
  status: ({ status }) => status,
  language: ({ language }) => language,
  sentence: ({ wrong }, context) => wrong ?? context?.sentence ?? "",
  translation: (_, context) => context?.translation ?? "",
  note: ({ notes }, context) => [notes, context?.note].filter(Boolean).join("\n"),
  source: (_, context, origin) => (context ? toSourceText(context, origin) : ""),
  verdict: (_, context) => context?.verdict ?? "",
  saved: ({ createdAt }) => toDateText(createdAt),
};

/** A spreadsheet knows UTF-8 by its first character. Anki knows the columns of a text by its first lines, and the note of an earlier import by its id. */
const beginnings: Record<Exclude<ExportFormat, "apkg">, (names: string[]) => string> = {
  csv: (names) => `\uFEFF${toLine(names, ",")}`,
  tsv: (names) => `#separator:tab\n#html:false\n#columns:${names.join("\t")}\n#guid column:1\n`,
};

/** Writes the words as a table: one row for each, with its newest sentence. */
export async function exportTable(
  { db }: Pick<NoteDeps, "db">,
  { path, ids, format }: { path: string; ids: readonly string[]; format: Exclude<ExportFormat, "apkg"> },
  { origin }: Pick<NoteOptions, "origin">,
): Promise<Pick<WordExport, "words" | "media" | "missing">> {
  const separator: Separator = format === "csv" ? "," : "\t";
  const file = await fs.open(path, "wx", 0o600);
  let words = 0;
  const pause = createPause();
  try {
    let lines = beginnings[format](Object.keys(columns));
    for (const id of ids) {
      const word = getWord(db, id);
      if (!word) continue;
      const [context] = listContexts(db, id);
      lines += toLine(
        Object.values(columns).map((cell) => cell(word, context, origin)),
        separator,
      );
      words++;
      if (!(await pause())) continue;
      await file.write(lines);
      lines = "";
    }
    await file.write(lines);
    return { words, media: 0, missing: 0 };
  } finally {
    await file.close();
  }
}
