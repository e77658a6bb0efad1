import type { Database } from "bun:sqlite";
import type { Folding } from "#server/db/search/fold.ts";
import { listContexts } from "#server/db/word-contexts.ts";
import { getWord, setSearchForms } from "#server/db/words.ts";
import { toSearchForms } from "./search-forms.ts";

/** Makes a changed word findable, also by the forms that it has in its sentences: 行きました finds 行く. */
export function renewSearchForms(db: Database, id: string, folding: Folding) {
  const word = getWord(db, id);
  if (!word) return;
  const forms = listContexts(db, id).map(({ sentence, start, end }) => sentence.slice(start, end));
  setSearchForms(db, id, toSearchForms({ ...word, forms: [...new Set(forms)] }, folding));
}
