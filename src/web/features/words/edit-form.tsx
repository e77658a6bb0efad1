import { useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { longestNotes } from "#shared/words/word-values.ts";
import type { SavedWord } from "#shared/words/words.ts";
import { isNotThere } from "#web/api/change-conversation.ts";
import { toApiError } from "#web/api/client.ts";
import { useChangeWord, wordQuery } from "#web/api/words.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useWordsStrings } from "#web/i18n/use-words-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { TextInput } from "#web/ui/field.tsx";
import { isComposing } from "#web/ui/is-composing.ts";
import { Note } from "#web/ui/note.tsx";
import { showToast } from "#web/ui/toast.tsx";
import { useOnLeave } from "#web/ui/use-on-leave.ts";
import styles from "./word-panel.module.css";

/** Changes the meaning, the reading and the notes of a word. Leaving it for another word or page saves it, too. */
export function EditForm({ word, onEnd }: { word: SavedWord; onEnd: () => void }) {
  const t = useWordsStrings();
  const errorText = useErrorText();
  const client = useQueryClient();
  const change = useChangeWord(word.id);
  const [meaning, setMeaning] = useState(word.meaning ?? "");
  const [reading, setReading] = useState(word.reading);
  const [notes, setNotes] = useState(word.notes);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const isDone = useRef(false);
  const end = () => {
    isDone.current = true;
    onEnd();
  };
  const isChanged = meaning !== (word.meaning ?? "") || reading !== word.reading || notes !== word.notes;
  const update = {
    meaning: meaning.trim() || null,
    notes,
    ...(reading !== word.reading && { reading: reading.trim() }),
  };
  const save = () =>
    change.mutate(update, {
      onSuccess(changed) {
        client.setQueryData(wordQuery(word.id).queryKey, changed);
        void client.invalidateQueries({ queryKey: ["words"] });
        end();
      },
    });
  useOnLeave(() => {
    if (isDone.current || !isChanged) return;
    change.mutateAsync(update).catch((error: unknown) => isNotThere(error) || showToast({ text: t.failed }));
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
    else if (event.key === "Escape") end();
    else return;
    event.preventDefault();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className={styles.form}
      aria-label={t.editOf(word.lemma)}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <label htmlFor="word-meaning">{t.meaning}</label>
      <TextInput
        ref={first}
        id="word-meaning"
        aria-describedby={word.kind === "word" ? "word-meaning-hint" : undefined}
        placeholder={word.dictionaryMeaning ?? ""}
        maxLength={1_000}
        value={meaning}
        onChange={({ target }) => setMeaning(target.value)}
      />
      {word.kind === "word" && (
        <>
          <small id="word-meaning-hint">{t.meaningHint}</small>
          <label htmlFor="word-reading">{t.reading}</label>
          <TextInput
            id="word-reading"
            lang={word.language}
            maxLength={1_000}
            value={reading}
            onChange={({ target }) => setReading(target.value)}
          />
        </>
      )}
      <label htmlFor="word-notes">{t.notes}</label>
      <textarea
        id="word-notes"
        rows={4}
        maxLength={longestNotes}
        value={notes}
        onChange={({ target }) => setNotes(target.value)}
      />
      {change.isError && (
        <Note kind="failure" role="alert">
          <p>{errorText(toApiError(change.error))}</p>
        </Note>
      )}
      <div className={styles.buttons}>
        <Button type="submit" kind="primary" isPending={change.isPending}>
          {t.save}
        </Button>
        <Button onClick={end}>{t.cancel}</Button>
      </div>
    </form>
  );
}
