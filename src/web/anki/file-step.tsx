import { useRef } from "react";
import { type FileProblemCode, fileProblems } from "#shared/anki/file-problems.ts";
import type { Source } from "#shared/anki/source.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { toApiError } from "#web/api/client.ts";
import { useReadSource } from "#web/api/word-files.ts";
import { useAnkiStrings } from "#web/i18n/use-anki-strings.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { Button } from "#web/ui/button.tsx";
import { Note } from "#web/ui/note.tsx";
import styles from "./anki.module.css";

type Props = { language: LearningLanguage; name: string | undefined; onSource: (source: Source | null) => void };

/** Picks a file and sends it to the server, which says what is in it. */
export function FileStep({ language, name, onSource }: Props) {
  const { import: t } = useAnkiStrings();
  const input = useRef<HTMLInputElement>(null);
  const read = useReadSource(language);
  return (
    <>
      <div className={styles.actions}>
        <Button isPending={read.isPending} onClick={() => input.current?.click()}>
          {read.isPending ? t.reading : t.choose}
        </Button>
        <span>{name}</span>
        <input
          ref={input}
          type="file"
          hidden
          aria-label={t.choose}
          accept=".apkg,.colpkg,.csv,.tsv,.txt"
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            onSource(null);
            if (file) read.mutate({ file }, { onSuccess: onSource });
            target.value = ""; // so that the same file can be picked again
          }}
        />
      </div>
      <SourceFailure error={read.error} />
    </>
  );
}

/** Why a file cannot be read. */
export function SourceFailure({ error }: { error: unknown }) {
  const { problems, openQuote } = useAnkiStrings().import;
  const errorText = useErrorText();
  if (!error) return null;
  const failure = toApiError(error);
  const problem =
    fileProblems.find((each) => each === failure.reason) ?? (failure.code === "too_large" ? "too_large" : null);
  const textOf = (code: FileProblemCode) =>
    code === "open_quote" ? openQuote(String(failure.line ?? 1)) : problems[code];
  return (
    <Note kind="failure" role="alert">
      {problem ? textOf(problem) : errorText(failure)}
    </Note>
  );
}
