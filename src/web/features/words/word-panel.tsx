import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { SavedWord, WordDetails } from "#shared/words/words.ts";
import { LazyAnkiButton } from "#web/anki/lazy-anki-button.ts";
import { isNotThere } from "#web/api/change-conversation.ts";
import { toApiError } from "#web/api/client.ts";
import { wordQuery } from "#web/api/words.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useWordsStrings } from "#web/i18n/use-words-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { BackIcon } from "#web/ui/icons.tsx";
import { Note } from "#web/ui/note.tsx";
import { LazyEditForm } from "./lazy-edit-form.ts";
import { Headword } from "./headword.tsx";
import { StatusButtons } from "./status-buttons.tsx";
import type { ChangeWords } from "./use-change-words.ts";
import { WordContexts } from "./word-contexts.tsx";
import styles from "./word-panel.module.css";

type Props = {
  id: string;
  changes: ChangeWords;
  /** It covers the list. */
  isCovering: boolean;
  onClose: () => void;
};

/** One word with everything that is kept of it. */
export function WordPanel({ id, changes, isCovering, onClose }: Props) {
  const t = useWordsStrings();
  const errorText = useErrorText();
  const { data, error, refetch } = useQuery(wordQuery(id));
  const heading = useRef<HTMLHeadingElement>(null);
  // deleted, perhaps from the list: what was read of it before is no longer true
  const isGone = isNotThere(error);
  const known = isGone ? undefined : data;
  const isThere = known !== undefined;
  useEffect(() => {
    if (isCovering && isThere) heading.current?.focus();
  }, [isCovering, isThere]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    onClose();
  };
  return (
    // Escape closes it from anywhere inside
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section className={styles.panel} aria-label={known?.word.lemma} onKeyDown={onKeyDown}>
      <Button kind="quiet" onClick={onClose}>
        <BackIcon size={16} /> {t.back}
      </Button>
      {isGone && <p>{t.isGone}</p>}
      {error && !isGone && !known && (
        <Note kind="failure" role="alert">
          <p>{errorText(toApiError(error))}</p>
          <Button onClick={() => void refetch()}>{t.tryAgain}</Button>
        </Note>
      )}
      {known && (
        <>
          <h2 ref={heading} tabIndex={-1} className={styles.heading}>
            <Headword word={known.word} />
          </h2>
          <About word={known.word} met={known.met} changes={changes} onClose={onClose} />
          <WordContexts word={known.word} contexts={known.contexts} changes={changes} />
        </>
      )}
    </section>
  );
}

type AboutProps = { word: SavedWord; met: WordDetails["met"]; changes: ChangeWords; onClose: () => void };

function About({ word, met, changes, onClose }: AboutProps) {
  const t = useWordsStrings();
  const { dayOf } = useFormat();
  const [isEditing, setIsEditing] = useState(false);
  const editButton = useRef<HTMLButtonElement>(null);
  const { meaning, dictionaryMeaning, notes, wrong, language, createdAt } = word;
  const remove = () => {
    onClose();
    void changes.remove([word.id], word);
  };
  const endEdit = () => {
    setIsEditing(false);
    requestAnimationFrame(() => editButton.current?.focus());
  };
  if (isEditing) return <LazyEditForm word={word} onEnd={endEdit} />;
  return (
    <>
      {wrong !== null && (
        <p>
          <small>{t.yours}</small> <del lang={language}>{wrong}</del>
        </p>
      )}
      {word.kind === "word" && <p className={styles.meaning}>{meaning ?? dictionaryMeaning ?? t.noMeaning}</p>}
      {word.kind !== "word" && meaning && <p className={styles.meaning}>{meaning}</p>}
      {meaning !== null && dictionaryMeaning !== null && (
        <p className={styles.quiet}>{t.dictionary(dictionaryMeaning)}</p>
      )}
      {notes !== "" && <p className={styles.notes}>{notes}</p>}
      <StatusButtons word={word} changes={changes} />
      <div className={styles.buttons}>
        <Button ref={editButton} onClick={() => setIsEditing(true)}>
          {t.edit}
        </Button>
        <LazyAnkiButton ids={[word.id]} />
        <Button kind="danger" onClick={remove}>
          {t.delete}
        </Button>
      </div>
      <p className={styles.quiet}>{t.savedOn(dayOf(createdAt))}</p>
      {met && <p className={styles.quiet}>{t.metIn(met.count, dayOf(met.lastAt))}</p>}
    </>
  );
}
