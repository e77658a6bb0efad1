import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { longestNotes } from "#shared/words/word-values.ts";
import type { SavedWord, WordDetails } from "#shared/words/words.ts";
import { isNotThere } from "#web/api/change-conversation.ts";
import { toApiError } from "#web/api/client.ts";
import { useChangeWord } from "#web/api/words.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { useWordEditStrings } from "#web/i18n/use-word-edit-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { TextInput } from "#web/ui/field.tsx";
import { isComposing } from "#web/ui/is-composing.ts";
import { Note } from "#web/ui/note.tsx";
import { showToast } from "#web/ui/toast.tsx";
import { useOnLeave } from "#web/ui/use-on-leave.ts";
import styles from "./word-form.module.css";

type Props = {
  word: SavedWord;
  /** Ends with the form: the button waits for it. */
  onSaved: (changed: WordDetails) => Promise<void> | void;
  onCancel: () => void;
  /** Going to another word or page saves it, too. */
  savesOnLeave?: boolean;
};

/** Changes the meaning, the reading and the notes of a word. */
export function WordForm({ word, onSaved, onCancel, savesOnLeave = false }: Props) {
  const t = useWordEditStrings();
  const { shell } = useTranslate();
  const errorText = useErrorText();
  const change = useChangeWord(word.id);
  const [meaning, setMeaning] = useState(word.meaning ?? "");
  const [reading, setReading] = useState(word.reading);
  const [notes, setNotes] = useState(word.notes);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!first.current) return;
    first.current.autofocus = true; // a dialog opens after this, and would focus its first button
    first.current.focus();
  }, []);
  const isDone = useRef(false);
  const cancel = () => {
    isDone.current = true;
    onCancel();
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
        isDone.current = true;
        return onSaved(changed);
      },
    });
  useOnLeave(() => {
    if (!savesOnLeave || isDone.current || !isChanged) return;
    change.mutateAsync(update).catch((error: unknown) => isNotThere(error) || showToast({ text: shell.failed }));
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
    else if (event.key === "Escape") cancel();
    else return;
    event.preventDefault();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className={styles.form}
      aria-label={t.title(word.lemma)}
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
        <Button onClick={cancel}>{t.cancel}</Button>
      </div>
    </form>
  );
}
