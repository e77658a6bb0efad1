import type { ListedWord } from "#shared/words/words.ts";
import { useSearchStrings } from "#web/i18n/use-search-strings.ts";
import { Button } from "#web/ui/button.tsx";
import styles from "./search-dialog.module.css";

type Props = {
  words: readonly ListedWord[];
  /** How many there are in all. */
  total: number;
  onOpen: (word: ListedWord) => void;
  onAll: () => void;
};

/** The saved words that fit, above the chats. */
export function WordResults({ words, total, onOpen, onAll }: Props) {
  const t = useSearchStrings();
  if (words.length === 0) return null;
  return (
    <section aria-label={t.scopes.words}>
      <h3 className={styles.chat}>{t.scopes.words}</h3>
      <ul>
        {words.map((word) => (
          <li key={word.id}>
            <button type="button" data-result="" className={styles.result} onClick={() => onOpen(word)}>
              <span className={styles.word}>
                <span lang={word.language}>
                  <b>{word.lemma}</b>
                  {word.reading !== "" && ` ${word.reading}`}
                </span>{" "}
                {word.wrong === null ? (word.meaning ?? word.dictionaryMeaning) : <del>{word.wrong}</del>}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {total > words.length && (
        <Button kind="quiet" onClick={onAll}>
          {t.allWords(total)}
        </Button>
      )}
    </section>
  );
}
