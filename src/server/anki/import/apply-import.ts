import type { Database } from "bun:sqlite";
import type { WordImport } from "#shared/anki/imports.ts";
import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { changeByImport, finishImport, getImport, insertImport } from "#server/db/word-imports.ts";
import { durably } from "#server/db/open.ts";
import type { Folding } from "#server/db/search/fold.ts";
import { insertWord, listSameWords, type NewWordRow } from "#server/db/words.ts";
import type { Lookup } from "#server/dictionaries/lookup.ts";
import { findWordEntries, firstMeanings } from "#server/languages/word-entries.ts";
import { createPause, inSlices } from "#server/slices.ts";
import { toSearchForms } from "#server/words/search-forms.ts";
import type { SourceWord } from "#server/anki/source/read-words.ts";
import { planImport, type Wanted } from "./plan-import.ts";
import { undoImport } from "./undo-import.ts";

export type ApplyDeps = { db: Database; lookup: Lookup; folding: Folding };

/** Words in one transaction, which takes about 10 ms. Other requests can write between two of them. */
const atOnce = 300;

/**
 * Adds the words in several transactions. If it fails in the middle, all of them are taken back. If the signal or the end of the process breaks it off,
 * the next start takes them back, because closing must not wait for that.
 */
export async function applyImport(deps: ApplyDeps, wanted: Wanted, signal: AbortSignal): Promise<WordImport> {
  const { db, folding } = deps;
  const { name, language } = wanted;
  const id = crypto.randomUUID();
  const plan = await inSlices(planImport(db, wanted), signal);
  const now = Date.now();
  durably(db, () => insertImport(db, { id, name, language }, now));
  try {
    const count = { added: 0, changed: 0 };
    const pause = createPause();
    for (let from = 0; from < plan.changed.length; from += atOnce) {
      signal.throwIfAborted();
      durably(db, () => {
        for (const change of plan.changed.slice(from, from + atOnce))
          if (changeByImport(db, id, change, now)) count.changed++;
      });
      await pause();
    }
    for (let from = 0; from < plan.added.length; from += atOnce) {
      const rows: NewWordRow[] = [];
      for (const word of plan.added.slice(from, from + atOnce)) {
        rows.push(toRow(deps, language, word, id));
        await pause();
      }
      signal.throwIfAborted();
      durably(db, () => {
        for (const row of rows) {
          // the learner may have saved it meanwhile, or the dictionary gave two rows the same reading
          if (listSameWords(db, row).some(({ reading }) => reading === row.reading)) continue;
          insertWord(db, row, toSearchForms(row, folding), now);
          count.added++;
        }
      });
      await new Promise(setImmediate);
    }
    durably(db, () => finishImport(db, id, count));
    return getImport(db, id)!;
  } catch (error) {
    if (!signal.aborted) await inSlices(undoImport(db, id));
    throw error;
  }
}

/** The word with what the dictionaries know of it. Their spelling of a reading counts, and their only reading if the source has none. */
function toRow({ lookup }: ApplyDeps, language: LearningLanguage, word: SourceWord, origin: string): NewWordRow {
  const { lemma, status } = word;
  const { normaliseReading } = languages[language];
  const { fitting } = findWordEntries(lookup.open(), language, { surface: lemma, reading: word.reading });
  const known = [...new Set(fitting.flatMap(({ readings }) => readings))];
  const same = known.find((each) => normaliseReading(each) === normaliseReading(word.reading));
  const reading = word.reading === "" ? (known.length === 1 ? known[0]! : "") : (same ?? word.reading);
  const isRepeated = normaliseReading(reading) === normaliseReading(lemma);
  const meanings = firstMeanings(lookup.open(), language, { surface: lemma, reading });
  return {
    kind: "word" as const,
    language,
    lemma,
    status,
    origin,
    reading: isRepeated ? "" : reading,
    partOfSpeech: fitting[0]?.partsOfSpeech[0] ?? null,
    // the meaning in the file only if no dictionary has one: that of a shared deck is seldom better
    meaning: meanings.length === 0 ? word.meaning || null : null,
    dictionaryMeaning: meanings.length === 0 ? null : meanings.join("; "),
    wrong: null,
    notes: "",
  };
}
