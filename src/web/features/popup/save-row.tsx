import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { WordStatus } from "#shared/words/word-values.ts";
import { markInText, saveInText } from "#web/cards/save/word-actions.ts";
import { useSavingStrings } from "#web/i18n/use-saving-strings.ts";
import type { Living } from "#web/text/living.ts";
import { statusAt, useWordStatuses } from "#web/text/use-word-statuses.ts";
import { Button } from "#web/ui/button.tsx";
import { CheckIcon, PlusIcon } from "#web/ui/icons.tsx";
import styles from "./popup.module.css";

const marks: readonly { status: WordStatus; key: string }[] = [
  { status: "learning", key: "L" },
  { status: "known", key: "G" },
  { status: "ignored", key: "X" },
];

/** Saves the word, and shows and sets its status. Pressing a status that is set takes it back. */
export function SaveRow({ living }: { living: Living }) {
  const t = useSavingStrings();
  const client = useQueryClient();
  const { words, index, language } = living;
  const alone = useMemo(() => words.slice(index, index + 1), [words, index]);
  const status = statusAt(useWordStatuses(alone, language), 0) ?? null;
  const isSaved = status === "new" || status === "learning";
  const tools = { client, t };
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset is for fields
    <div className={styles.saving} role="group" aria-label={t.status} data-saved={isSaved || undefined}>
      <Button
        kind={isSaved ? "chip" : "primary"}
        className={styles.save}
        aria-keyshortcuts="W"
        onClick={() => void saveInText(tools, living)}
      >
        {isSaved ? <CheckIcon size={15} /> : <PlusIcon size={15} />}
        {isSaved ? t.saved : t.save} <kbd aria-hidden="true">W</kbd>
      </Button>
      {marks.map((mark) => (
        <Button
          key={mark.status}
          kind="chip"
          aria-keyshortcuts={mark.key}
          aria-pressed={status === mark.status}
          onClick={() => void markInText(tools, living, status === mark.status ? null : mark.status)}
        >
          {t.statuses[mark.status]} <kbd aria-hidden="true">{mark.key}</kbd>
        </Button>
      ))}
    </div>
  );
}
