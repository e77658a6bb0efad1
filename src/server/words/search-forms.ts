import type { SearchForms } from "#server/db/words.ts";
import type { Folding } from "#server/db/search/fold.ts";
import { hasTones, toReadingForm, withoutTones } from "#server/db/search/reading-form.ts";

type Searched = {
  lemma: string;
  reading: string;
  meaning?: string | null;
  dictionaryMeaning?: string | null;
  wrong?: string | null;
  notes?: string;
  /** As it stands in its sentences. */
  forms?: readonly string[];
};

/** What a search compares with the typed text: everything that is written about the word, and its reading with and without tones. */
export function toSearchForms(word: Searched, folding: Folding): SearchForms {
  const { lemma, reading, meaning, dictionaryMeaning, wrong, notes, forms = [] } = word;
  const written = [lemma, reading, meaning, dictionaryMeaning, wrong, notes, ...forms].filter(Boolean);
  const form = toReadingForm(reading, folding);
  const all = hasTones(form) ? [form, withoutTones(form)] : [form];
  return { text: folding.toForm(written.join("\n")), reading: all.join("\n") };
}
