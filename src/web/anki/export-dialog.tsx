import { useState } from "react";
import { exportFormats, type ExportFormat } from "#shared/anki/export-values.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { type WordStatus, wordStatuses } from "#shared/words/word-values.ts";
import { toApiError } from "#web/api/client.ts";
import { exportAddress, useExportWords } from "#web/api/word-files.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useAnkiStrings } from "#web/i18n/use-anki-strings.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { Button } from "#web/ui/button.tsx";
import { ChoiceCards } from "#web/ui/choice.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { Checkbox, TextInput } from "#web/ui/field.tsx";
import { Note } from "#web/ui/note.tsx";
import styles from "./anki.module.css";
import { LanguageSelect } from "./language-select.tsx";

type Props = {
  /** The chosen words; absent: the learner chooses by language and status. */
  ids?: readonly string[];
  language?: LearningLanguage;
  onClose: () => void;
};

/** Writes words to a file and downloads it. */
export function ExportDialog({ ids, language, onClose }: Props) {
  const { export: t, close, statuses: names } = useAnkiStrings();
  const { count } = useFormat();
  const make = useExportWords();
  const [format, setFormat] = useState<ExportFormat>("apkg");
  const [chosen, setLanguage] = useState<LearningLanguage | null>(language ?? null);
  const [statuses, setStatuses] = useState<readonly WordStatus[]>(["new", "learning", "known"]);
  const [deck, setDeck] = useState("");
  const [hasMedia, setHasMedia] = useState(true);
  const start = () =>
    make.mutate(
      {
        format,
        ...(ids ? { ids: [...ids] } : { statuses: [...statuses] }),
        ...(!ids && chosen !== null && { language: chosen }),
        ...(format === "apkg" && { deck, hasMedia }),
      },
      { onSuccess: ({ id }) => download(id) },
    );
  return (
    <Dialog title={t.title} closeLabel={close} kind="wide" onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          start();
        }}
      >
        {ids && <p>{t.chosen(ids.length, count(ids.length))}</p>}
        <ChoiceCards
          name="export-format"
          label={t.format}
          size="small"
          value={format}
          choices={exportFormats.map((value) => ({ value, label: t.formats[value], hint: t.hints[value] }))}
          onChoose={setFormat}
        />
        {!ids && (
          <>
            <div className={styles.part}>
              <label htmlFor="export-language">{t.language}</label>
              <LanguageSelect id="export-language" value={chosen} allLabel={t.allLanguages} onChoose={setLanguage} />
            </div>
            <fieldset className={styles.part}>
              <legend>{t.which}</legend>
              <div className={styles.checks}>
                {wordStatuses.map((status) => (
                  <label key={status}>
                    <Checkbox
                      checked={statuses.includes(status)}
                      onChange={({ target }) =>
                        setStatuses((now) =>
                          target.checked ? [...now, status] : now.filter((each) => each !== status),
                        )
                      }
                    />{" "}
                    {names[status]}
                  </label>
                ))}
              </div>
            </fieldset>
          </>
        )}
        {format === "apkg" && (
          <>
            <div className={styles.part}>
              <label htmlFor="export-deck">{t.deck}</label>
              <TextInput
                id="export-deck"
                aria-describedby="export-deck-hint"
                value={deck}
                onChange={({ target }) => setDeck(target.value)}
              />
              <small id="export-deck-hint">{t.deckHint}</small>
            </div>
            <label>
              <Checkbox checked={hasMedia} onChange={({ target }) => setHasMedia(target.checked)} /> {t.media}
            </label>
          </>
        )}
        <div className={styles.actions}>
          <Button type="submit" kind="primary" isPending={make.isPending} disabled={!ids && statuses.length === 0}>
            {make.isPending ? t.working : t.start}
          </Button>
        </div>
        <Result make={make} />
      </form>
    </Dialog>
  );
}

function Result({ make: { data, error } }: { make: ReturnType<typeof useExportWords> }) {
  const { export: t } = useAnkiStrings();
  const { count, bytes } = useFormat();
  const errorText = useErrorText();
  if (error) {
    const failure = toApiError(error);
    return (
      <Note kind="failure" role="alert">
        {failure.code === "not_found" ? t.none : errorText(failure)}
      </Note>
    );
  }
  return (
    <output>
      {data && (
        <Note>
          <p>
            <b>{data.name}</b>
          </p>
          <p>{t.done(data.words, count(data.words), bytes(data.bytes))}</p>
          {data.media > 0 && <p>{t.withMedia(count(data.media))}</p>}
          {data.missing > 0 && <p>{t.missing(count(data.missing))}</p>}
          <p>
            <a href={exportAddress(data.id)} download={data.name}>
              {t.again}
            </a>
          </p>
        </Note>
      )}
    </output>
  );
}

function download(id: string) {
  const link = document.createElement("a");
  link.href = exportAddress(id);
  link.download = ""; // the server names the file
  link.click();
}
