import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { SavedWord } from "#shared/words/words.ts";
import { toApiError } from "#web/api/client.ts";
import { allReview } from "#web/api/review.ts";
import { useChangeWord } from "#web/api/words.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useReviewStrings } from "#web/i18n/use-review-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { TextInput } from "#web/ui/field.tsx";
import { Note } from "#web/ui/note.tsx";
import styles from "./edit-dialog.module.css";

/** Changes the meaning, the reading and the notes of a word. The card stays where it is. */
export function EditDialog({ word, onClose }: { word: SavedWord; onClose: () => void }) {
  const t = useReviewStrings();
  const errorText = useErrorText();
  const client = useQueryClient();
  const change = useChangeWord(word.id);
  const [meaning, setMeaning] = useState(word.meaning ?? "");
  const [reading, setReading] = useState(word.reading);
  const [notes, setNotes] = useState(word.notes);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const save = () =>
    change.mutate(
      { meaning: meaning.trim() || null, notes, ...(reading !== word.reading && { reading: reading.trim() }) },
      {
        onSuccess: async () => {
          await client.invalidateQueries({ queryKey: allReview });
          onClose();
        },
      },
    );
  return (
    <Dialog title={t.editTitle(word.lemma)} closeLabel={t.cancel} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <label htmlFor="review-meaning">{t.meaning}</label>
        <TextInput
          ref={first}
          id="review-meaning"
          aria-describedby={word.kind === "word" ? "review-meaning-hint" : undefined}
          placeholder={word.dictionaryMeaning ?? ""}
          maxLength={1_000}
          value={meaning}
          onChange={({ target }) => setMeaning(target.value)}
        />
        {word.kind === "word" && <small id="review-meaning-hint">{t.ownMeaningHint}</small>}
        {word.kind === "word" && (
          <>
            <label htmlFor="review-reading">{t.reading}</label>
            <TextInput
              id="review-reading"
              lang={word.language}
              maxLength={1_000}
              value={reading}
              onChange={({ target }) => setReading(target.value)}
            />
          </>
        )}
        <label htmlFor="review-notes">{t.notes}</label>
        <textarea
          id="review-notes"
          className={styles.notes}
          rows={4}
          maxLength={10_000}
          value={notes}
          onChange={({ target }) => setNotes(target.value)}
        />
        {change.isError && (
          <Note kind="failure" role="alert">
            <p>{errorText(toApiError(change.error))}</p>
          </Note>
        )}
        <div className={styles.buttons}>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button type="submit" kind="primary" isPending={change.isPending}>
            {t.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
