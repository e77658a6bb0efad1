import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { NewImport } from "#shared/anki/imports.ts";
import type { Source } from "#shared/anki/source.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { toApiError } from "#web/api/client.ts";
import { forgetSource, importPreviewQuery, useImportWords } from "#web/api/word-files.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useAnkiStrings } from "#web/i18n/use-anki-strings.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { Button } from "#web/ui/button.tsx";
import { cx } from "#web/ui/cx.ts";
import { ChoiceCards } from "#web/ui/choice.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { Note } from "#web/ui/note.tsx";
import { showToast } from "#web/ui/toast.tsx";
import styles from "./anki.module.css";
import { DecksStep } from "./decks-step.tsx";
import { FileStep } from "./file-step.tsx";
import { ImportPreviewBox } from "./import-preview.tsx";
import { LevelForm } from "./level-form.tsx";
import { SourceForm } from "./source-form.tsx";
import { useUndoWithWords } from "./use-undo-import.ts";

const ways = ["file", "anki", "level"] as const;
type Way = (typeof ways)[number];
type Props = { language: LearningLanguage; onClose: () => void };

/** Imports known words: where from, which of them, what would change, and then the import. */
export function ImportDialog({ language, onClose }: Props) {
  const { import: t, close } = useAnkiStrings();
  const [way, setWay] = useState<Way>("file");
  const [source, setSource] = useState<Source | null>(null);
  const [asked, setAsked] = useState<NewImport | null>(null);
  const sourceId = source?.id;
  useEffect(() => (sourceId === undefined ? undefined : () => forgetSource(sourceId)), [sourceId]);
  const begin = (next: Source | null) => {
    setAsked(null);
    setSource(next);
  };
  return (
    <Dialog title={t.title} closeLabel={close} kind="wide" onClose={onClose}>
      <div className={styles.form}>
        <ChoiceCards
          name="import-way"
          label={t.from}
          size="small"
          value={way}
          choices={ways.map((value) => ({ value, label: t.ways[value], hint: t.wayHints[value] }))}
          onChoose={(chosen) => {
            setWay(chosen);
            begin(null);
          }}
        />
        {way === "file" && <FileStep language={language} name={source?.name} onSource={begin} />}
        {way === "anki" && <DecksStep language={language} onSource={begin} />}
        {way === "level" && <LevelForm language={language} onChange={setAsked} />}
        {source && (
          <SourceForm key={source.id} source={source} language={language} onSource={setSource} onChange={setAsked} />
        )}
        {asked && <Apply asked={asked} onDone={onClose} />}
      </div>
    </Dialog>
  );
}

function Apply({ asked, onDone }: { asked: NewImport; onDone: () => void }) {
  const { import: t, undo } = useAnkiStrings();
  const { count } = useFormat();
  const errorText = useErrorText();
  const { data, error, isFetching } = useQuery(importPreviewQuery(asked));
  const apply = useImportWords();
  const takeBack = useUndoWithWords();
  const changes = data ? data.added + data.changed : 0;
  const failure = error ?? apply.error;
  const start = () =>
    void apply.mutateAsync(asked).then(
      ({ id, added, changed }) => {
        showToast({ text: t.done(count(added + changed)), action: { label: undo, run: () => takeBack(id) } });
        onDone();
      },
      () => {}, // shown below
    );
  return (
    <>
      <ImportPreviewBox preview={data} isFetching={isFetching} />
      {failure && (
        <Note kind="failure" role="alert">
          {errorText(toApiError(failure))}
        </Note>
      )}
      {changes > 0 && (
        <div className={cx(styles.actions, styles.last)}>
          <Button kind="primary" isPending={apply.isPending} disabled={isFetching} onClick={start}>
            {apply.isPending ? t.working : changes === 1 ? t.startOne : t.start(count(changes))}
          </Button>
        </div>
      )}
    </>
  );
}
