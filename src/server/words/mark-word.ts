import type { z } from "zod";
import type { newStatusSchema, StatusChange } from "#shared/words/statuses.ts";
import { durably } from "#server/db/open.ts";
import { changeWord, deleteWords, getWord, insertWord, listSameWords } from "#server/db/words.ts";
import { findSame } from "./find-same.ts";
import { readLemma } from "./lemma-reading.ts";
import type { WordDeps } from "./save-word.ts";
import { toSearchForms } from "./search-forms.ts";

/** Gives a word a status without saving it, or takes that back. */
export async function markWord(deps: WordDeps, asked: z.output<typeof newStatusSchema>): Promise<StatusChange> {
  const { db, folding } = deps;
  const { language, status } = asked;
  const lemma = asked.lemma.trim();
  const known = await readLemma(deps, { ...asked, lemma });
  return durably(db, () => {
    const now = Date.now();
    const same = findSame(listSameWords(db, { kind: "word", language, lemma }), known.reading);
    const before = same && !same.isDeleted ? same.status : null;
    if (status === null) {
      const hasContexts = same !== null && before !== null && (getWord(db, same.id)?.contexts ?? 0) > 0;
      if (same && hasContexts) changeWord(db, same.id, { status: "new" }, now);
      else if (same) deleteWords(db, [same.id], now);
      return { id: same?.id ?? null, status: hasContexts ? "new" : null, before };
    }
    const row = {
      kind: "word" as const,
      language,
      lemma,
      ...known,
      meaning: null,
      wrong: null,
      notes: "",
      status,
      origin: null,
    };
    const id = same?.id ?? insertWord(db, row, toSearchForms(row, folding), now);
    if (same) changeWord(db, id, { status }, now);
    return { id, status, before };
  });
}
