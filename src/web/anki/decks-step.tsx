import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Source } from "#shared/anki/source.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { ankiStateQuery } from "#web/api/anki.ts";
import { useReadSource } from "#web/api/word-files.ts";
import { useAnkiStrings } from "#web/i18n/use-anki-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { Checkbox } from "#web/ui/field.tsx";
import styles from "./anki.module.css";
import { SourceFailure } from "./file-step.tsx";

type Props = { language: LearningLanguage; onSource: (source: Source | null) => void };

/** Chooses decks of a running Anki. */
export function DecksStep({ language, onSource }: Props) {
  const { import: t, settings } = useAnkiStrings();
  const { data, error, isFetching, refetch } = useQuery(ankiStateQuery);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const read = useReadSource(language);
  if (!data)
    return (
      <>
        <SourceFailure error={error} />
        <div className={styles.actions}>
          <Button isPending={isFetching} onClick={() => void refetch()}>
            {isFetching ? settings.testing : settings.test}
          </Button>
        </div>
      </>
    );
  return (
    <>
      <fieldset className={styles.part}>
        <legend>{t.decks}</legend>
        <div className={styles.decks}>
          {data.decks.map((deck) => (
            <label key={deck}>
              <Checkbox
                checked={chosen.includes(deck)}
                onChange={({ target }) => {
                  onSource(null);
                  setChosen((now) => (target.checked ? [...now, deck] : now.filter((each) => each !== deck)));
                }}
              />{" "}
              {deck}
            </label>
          ))}
        </div>
        {chosen.length === 0 && <small>{t.noDeck}</small>}
      </fieldset>
      <div className={styles.actions}>
        <Button
          isPending={read.isPending}
          disabled={chosen.length === 0}
          onClick={() => read.mutate({ decks: [...chosen] }, { onSuccess: onSource })}
        >
          {read.isPending ? settings.testing : t.readDecks}
        </Button>
      </div>
      <SourceFailure error={read.error} />
    </>
  );
}
