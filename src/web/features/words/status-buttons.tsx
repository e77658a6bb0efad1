import { wordStatuses } from "#shared/words/word-values.ts";
import type { SavedWord } from "#shared/words/words.ts";
import { useSavingStrings } from "#web/i18n/use-saving-strings.ts";
import { Button } from "#web/ui/button.tsx";
import type { ChangeWords } from "./use-change-words.ts";
import styles from "./word-panel.module.css";

export function StatusButtons({ word, changes }: { word: SavedWord; changes: ChangeWords }) {
  const t = useSavingStrings();
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset is for fields
    <div className={styles.statuses} role="group" aria-label={t.status}>
      {wordStatuses.map((status) => (
        <Button
          key={status}
          kind="chip"
          aria-pressed={word.status === status}
          onClick={() => void changes.setStatus([word.id], status, word)}
        >
          {t.statuses[status]}
        </Button>
      ))}
    </div>
  );
}
