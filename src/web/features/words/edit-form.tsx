import { useQueryClient } from "@tanstack/react-query";
import type { SavedWord, WordDetails } from "#shared/words/words.ts";
import { wordQuery } from "#web/api/words.ts";
import { WordForm } from "#web/cards/edit/word-form.tsx";

export type EditFormProps = { word: SavedWord; onEnd: () => void };

/** Edits a word in its panel. Leaving it for another word or page saves it, too. */
export function EditForm({ word, onEnd }: EditFormProps) {
  const client = useQueryClient();
  const onSaved = (changed: WordDetails) => {
    client.setQueryData(wordQuery(word.id).queryKey, changed);
    void client.invalidateQueries({ queryKey: ["words"] });
    onEnd();
  };
  return <WordForm word={word} onSaved={onSaved} onCancel={onEnd} savesOnLeave />;
}
