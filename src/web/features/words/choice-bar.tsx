import { useState } from "react";
import { mostIds, wordStatuses } from "#shared/words/word-values.ts";
import { LazyExportDialog } from "#web/anki/lazy-dialogs.ts";
import { LazyAnkiButton } from "#web/anki/lazy-anki-button.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useSavingStrings } from "#web/i18n/use-saving-strings.ts";
import { useWordsStrings } from "#web/i18n/use-words-strings.ts";
import { Button } from "#web/ui/button.tsx";
import type { Named, ChangeWords } from "./use-change-words.ts";
import type { Chosen } from "./use-chosen.ts";
import styles from "./words-page.module.css";

type Props = {
  chosen: Chosen;
  changes: ChangeWords;
  total: number;
  onChooseAll: () => void;
  /** The word, if only one is chosen. */
  only: Named | undefined;
};

/** What can be done with the chosen words. */
export function ChoiceBar({ chosen, changes, total, onChooseAll, only }: Props) {
  const t = useWordsStrings();
  const { statuses } = useSavingStrings();
  const { count } = useFormat();
  const [isExporting, setIsExporting] = useState(false);
  const ids = [...chosen.ids];
  return (
    <section className={styles.choice} aria-label={t.chosen(count(ids.length))}>
      <div className={styles.chosen}>
        <span aria-live="polite">
          {t.chosen(count(ids.length))}
          {chosen.left > 0 && ` · ${t.choiceFull(count(mostIds), chosen.left, count(chosen.left))}`}
        </span>
        {ids.length < Math.min(total, mostIds) && (
          <Button kind="link" onClick={onChooseAll}>
            {total > mostIds ? t.chooseNewest(count(mostIds)) : t.chooseAll(count(total))}
          </Button>
        )}
        <Button kind="link" onClick={chosen.clear}>
          {t.clearChoice}
        </Button>
      </div>
      <div className={styles.changes}>
        {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset is for fields */}
        <div className={styles.marks} role="group" aria-label={t.markAs}>
          {wordStatuses.map((status) => (
            <Button key={status} kind="chip" onClick={() => void changes.setStatus(ids, status, only)}>
              {statuses[status]}
            </Button>
          ))}
        </div>
        <Button onClick={() => setIsExporting(true)}>{t.export}</Button>
        <LazyAnkiButton ids={ids} />
        <Button kind="danger" onClick={() => void changes.remove(ids, only)}>
          {t.delete}
        </Button>
      </div>
      {isExporting && <LazyExportDialog ids={ids} onClose={() => setIsExporting(false)} />}
    </section>
  );
}
