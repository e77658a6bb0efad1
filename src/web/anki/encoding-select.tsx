import { useId } from "react";
import { encodings } from "#shared/anki/source-values.ts";
import type { Source } from "#shared/anki/source.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { useReadSource } from "#web/api/word-files.ts";
import { useAnkiStrings } from "#web/i18n/use-anki-strings.ts";
import { Select } from "#web/ui/field.tsx";
import styles from "./anki.module.css";
import { SourceFailure } from "./file-step.tsx";

type Props = { source: Source; language: LearningLanguage; onSource: (source: Source) => void };

/** In which encoding a table is read, for one that was recognised wrongly. */
export function EncodingSelect({ source, language, onSource }: Props) {
  const { import: t } = useAnkiStrings();
  const id = useId();
  const read = useReadSource(language);
  return (
    <div className={styles.part}>
      <label htmlFor={id}>{t.encoding}</label>
      <Select
        id={id}
        value={source.encoding ?? "utf-8"}
        onChange={({ target }) => {
          const encoding = encodings.find((each) => each === target.value) ?? null;
          read.mutate({ source: source.id, encoding }, { onSuccess: onSource });
        }}
      >
        {encodings.map((each) => (
          <option key={each} value={each}>
            {each.toUpperCase()}
          </option>
        ))}
      </Select>
      <SourceFailure error={read.error} />
    </div>
  );
}
