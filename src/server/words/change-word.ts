import type { z } from "zod";
import type { wordUpdateSchema } from "#shared/words/words.ts";
import { durably } from "#server/db/open.ts";
import { changeWord, getWord, listSameWords } from "#server/db/words.ts";
import { AppError } from "#server/errors.ts";
import type { WordDeps } from "./save-word.ts";
import { renewSearchForms } from "./renew-search-forms.ts";

/** Changes what the learner edits of a word. */
export function changeSavedWord(
  { db, folding }: Pick<WordDeps, "db" | "folding">,
  id: string,
  { meaning, reading, ...update }: z.output<typeof wordUpdateSchema>,
) {
  durably(db, () => {
    const word = getWord(db, id);
    if (!word) return;
    const isTaken = (other: string) => listSameWords(db, word).some((each) => each.id !== id && each.reading === other);
    if (reading !== undefined && isTaken(reading.trim()))
      throw new AppError("invalid_request", "reading: another saved word has it");
    const change = {
      ...update,
      reading: reading?.trim(),
      meaning: meaning === undefined ? undefined : meaning?.trim() || null,
    };
    changeWord(db, id, change, Date.now());
    renewSearchForms(db, id, folding);
  });
}
