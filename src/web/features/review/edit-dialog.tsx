import { useQueryClient } from "@tanstack/react-query";
import type { SavedWord } from "#shared/words/words.ts";
import { allReview } from "#web/api/keys.ts";
import { WordForm } from "#web/cards/edit/word-form.tsx";
import { useWordEditStrings } from "#web/i18n/use-word-edit-strings.ts";
import { Dialog } from "#web/ui/dialog.tsx";

export type EditDialogProps = { word: SavedWord; onClose: () => void };

/** Edits the word of a card. The card stays where it is. */
export function EditDialog({ word, onClose }: EditDialogProps) {
  const t = useWordEditStrings();
  const client = useQueryClient();
  const onSaved = async () => {
    await client.invalidateQueries({ queryKey: allReview });
    onClose();
  };
  return (
    <Dialog title={t.title(word.lemma)} closeLabel={t.cancel} onClose={onClose}>
      <WordForm word={word} onSaved={onSaved} onCancel={onClose} />
    </Dialog>
  );
}
